using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xiangyin.Ledger;
using Xiangyin.Testing;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Cli;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Sheets;

/// <summary>The program is killed while it records a sheet, and goes on from there when it is started again.</summary>
public sealed partial class CrashTests
{
    private const int Rows = 12_000;
    private const int WrittenBeforeTheKill = 2_000;

    private static readonly byte[] Book = TestBook.Of([
        ["单位", "日期", "事由", "主题", "发出份数"],
        .. Enumerable.Range(1, Rows).Select(n => new object?[] { "石桥村", "2022-06-18", $"第 {n} 户", "法律知识", 1 }),
    ]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_WhileRecording_GoesOnWhereItWas_AndRecordsNothingTwice(bool postgres)
    {
        var folder = Directory.CreateTempSubdirectory("xy-sheet-crash-").FullName;
        try
        {
            var connection = postgres ? await PostgresServer.CreateDatabaseAsync() : null;
            using (var founded = Database.Open(folder, connection))
            {
                await TestSite.Found(founded, TimeProvider.System, isDemonstration: true);
            }

            using var database = Database.Open(folder, connection);
            var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
            using var officer = new SiteVisitor(address, TestSite.Officer, "zh-Hans");

            string upload;
            int before;
            using (var program = await Started(folder, connection, address))
            {
                (var preview, upload) = await SheetTests.Checked(officer, Book, "leaflet", 2022);
                Assert.Contains($"新的 {Rows:N0} 条", preview.Text, StringComparison.Ordinal);
                await officer.Send(preview, upload, ("record", "1"));
                while ((before = Recorded(database)) < WrittenBeforeTheKill)
                {
                    await Task.Delay(5, Ct);
                }

                program.Kill();
                await program.WaitForExitAsync(Ct);
            }

            before = Recorded(database);
            Assert.InRange(before, WrittenBeforeTheKill, Rows - 1);
            using (var program = await Started(folder, connection, address))
            {
                var listed = await officer.Get("/sheets");
                Assert.Contains("如果停过，点开就接着记", listed.Text, StringComparison.Ordinal);
                var shown = new List<string>();
                var done = await SheetTests.Settled(officer, upload, page => shown.Add(page.Text));
                var (again, second) = await SheetTests.Checked(officer, Book, "leaflet", 2022);
                await officer.Send(again, second, ("record", "1"));
                var twice = await SheetTests.Settled(officer, second);
                program.Kill();
                await program.WaitForExitAsync(Ct);

                // How far it is begins with what the killed program had written.
                var told = shown
                    .Select(text => Progress().Match(text))
                    .Where(found => found.Success)
                    .Select(found => int.Parse(found.Groups[1].Value, NumberStyles.AllowThousands, null))
                    .ToList();
                Assert.NotEmpty(told);
                Assert.All(told, done => Assert.InRange(done, before, Rows));
                Assert.Contains($"已记入 {Rows:N0} 条", done.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("没有重复记", done.Text, StringComparison.Ordinal);
                Assert.Contains("新的 0 条", again.Text, StringComparison.Ordinal);
                Assert.Contains($"台账里已有的 {Rows:N0} 条没有重复记", twice.Text, StringComparison.Ordinal);
            }

            Assert.Equal(Rows, Recorded(database));
            var ledger = new TownLedger(database, TimeProvider.System);
            Assert.Empty(await ledger.Verify(Ct));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Process> Started(string folder, string? connection, Uri address) =>
        TheProgram.Serve(
            address,
            ["--data", folder, .. connection is null ? Array.Empty<string>() : ["--database", connection]]
        );

    private static int Recorded(Database database)
    {
        using var session = database.Read();
        using var rows = session.Query("SELECT COUNT(*) FROM record_version");
        return rows.Next() ? (int)rows.Int(0) : 0;
    }

    [GeneratedRegex("([0-9,]+) / [0-9,]+ 行")]
    private static partial Regex Progress();
}
