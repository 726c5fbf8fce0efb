using System.Net;
using Xiangyin.Ledger;
using Xiangyin.Web.Features.Capture;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Tests.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Capture;

/// <summary>What phones send, and send again, through a connection that breaks.</summary>
public sealed class CaptureTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forms_AskWhatTheCatalogueAsks_AndNoMore()
    {
        using var phone = Phone();

        var forms = (await phone.Get("/api/capture/forms")).Body;

        var kind = forms
            .GetProperty("kinds")
            .EnumerateArray()
            .Single(k => k.GetProperty("id").GetString() == "volunteer-event");
        Assert.Equal(
            ["people", "hours", "served"],
            kind.GetProperty("measures").EnumerateArray().Select(m => m.GetProperty("id").GetString())
        );
        Assert.Equal(
            [1, 1],
            kind.GetProperty("evidence").EnumerateArray().Select(m => m.GetProperty("enough").GetInt32())
        );
        Assert.Equal("石桥村", forms.GetProperty("place").GetString());
        Assert.DoesNotContain(
            forms.GetProperty("kinds").EnumerateArray(),
            k => site.Ledger.Catalogue.Kind(k.GetProperty("id").GetString()!)!.Restricted
        );
    }

    [Fact]
    public async Task Forms_ThatThePhoneHas_AreNotSentAgain()
    {
        using var phone = Phone();
        var tag = (await phone.Get("/api/capture/hello")).Body.GetProperty("forms").GetString();

        using var http = new HttpClient { BaseAddress = site.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/capture/forms");
        request.Headers.Add("Cookie", $"who={TestSite.Publicist.Value}");
        request.Headers.Add("If-None-Match", tag);
        using var answer = await http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Record_SentTwice_IsWrittenOnce_AndAnsweredAlike()
    {
        using var phone = Phone();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "送了两次");

        var first = await phone.Send(captured);
        var second = await phone.Send(captured);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(first.Body.GetRawText(), second.Body.GetRawText());
        Assert.Single(await History(captured));
    }

    [Fact]
    public async Task Record_GoesAheadOfItsPhotographs_WhichShowAsUnderway_AndJoinIt()
    {
        using var phone = Phone();
        var (before, after) = (BarePhone.Photo(), BarePhone.Photo());
        var captured = BarePhone.Event(Guid.CreateVersion7(), "照片在路上", before, after);

        var said = await phone.Send(captured);

        Assert.Equal(2, said.Wanted.Count());
        Assert.Contains(
            (await phone.Get("/api/capture/records")).Body.EnumerateArray(),
            waits =>
                waits.GetProperty("id").GetGuid() == (Guid)captured["id"]!
                && waits.GetProperty("wanted").GetArrayLength() == 2
        );
        using var officer = site.As(TestSite.Officer);
        Assert.Contains(
            "还有 2 张照片在路上",
            (await officer.Get($"/records/{captured["id"]}")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("照片在路上", (await officer.Get("/capture/underway")).Text, StringComparison.Ordinal);

        await phone.SendFile(before);
        await phone.SendFile(after);

        var newest = (await History(captured))[^1];
        Assert.Equal(["before", "after"], newest.Content.Evidence.Select(e => e.Shows));
        Assert.Equal(TestSite.Publicist, newest.By);
        Assert.DoesNotContain(
            "在路上：",
            (await officer.Get($"/records/{captured["id"]}")).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            $"{captured["id"]}",
            (await officer.Get("/capture/underway")).Html,
            StringComparison.Ordinal
        );
        Assert.Empty((await phone.Send(captured)).Wanted);
    }

    [Fact]
    public async Task Photographs_SentFirst_AreOnTheFirstVersion()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo();
        await phone.SendFile(photo);
        var captured = BarePhone.Event(Guid.CreateVersion7(), "照片先到", photo);

        var said = await phone.Send(captured);

        Assert.Empty(said.Wanted);
        Assert.Single((await History(captured)).Single().Content.Evidence);
    }

    [Fact]
    public async Task Photograph_ThatArrivedBeforeTheServerWasKilled_JoinsItsRecordWhenThatIsSentAgain()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "没来得及放上去", photo);
        await phone.Send(new Dictionary<string, object?>(captured) { ["files"] = Array.Empty<object>() });
        await phone.SendFile(photo);

        // The record and the photograph are there, and nothing says that they belong together but the phone.
        Assert.Empty((await phone.Send(captured)).Wanted);

        Assert.Single((await History(captured))[^1].Content.Evidence);
    }

    [Fact]
    public async Task Piece_HalfWritten_IsDiscarded_AndTheFileArrivesWhole()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo(500);
        Assert.True(photo.Length > ArrivingFiles.Chunk);
        await phone.Piece(photo, 0);
        // The server was killed in the middle of the second piece.
        var part = Directory.GetFiles(site.PathOf("arriving"), $"*{BarePhone.HashOf(photo)}.part").Single();
        await File.AppendAllBytesAsync(part, photo.AsMemory(ArrivingFiles.Chunk, 1000).ToArray(), Ct);

        Assert.Equal(
            ArrivingFiles.Chunk,
            (await phone.Get($"/api/capture/files/{BarePhone.HashOf(photo)}")).Body.GetProperty("offset").GetInt32()
        );
        Assert.True((await phone.SendFile(photo)).Body.GetProperty("here").GetBoolean());
        Assert.False(File.Exists(part));
        Assert.True((await phone.SendFile(photo)).Body.GetProperty("here").GetBoolean());
    }

    [Fact]
    public async Task Piece_SentTwiceOrOutOfOrder_IsToldWhereToGoOn()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo(500);
        await phone.Piece(photo, 0);

        var again = await phone.Piece(photo, 0);
        var ahead = await phone.Piece(
            photo,
            10 * ArrivingFiles.Chunk,
            length: 11L * ArrivingFiles.Chunk,
            piece: new byte[ArrivingFiles.Chunk]
        );
        var cut = await phone.Piece(photo, ArrivingFiles.Chunk, piece: photo[..100]);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(ArrivingFiles.Chunk, again.Body.GetProperty("offset").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, ahead.Status);
        Assert.Equal(ArrivingFiles.Chunk, ahead.Body.GetProperty("offset").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, cut.Status);
        Assert.True((await phone.SendFile(photo)).Body.GetProperty("here").GetBoolean());
    }

    [Fact]
    public async Task File_DamagedOnItsWay_StartsAgain()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo();
        var damaged = (byte[])photo.Clone();
        damaged[^20] ^= 1;

        var said = await phone.Piece(photo, 0, piece: damaged);

        Assert.Equal((HttpStatusCode.Conflict, "damaged"), (said.Status, said.Rule));
        Assert.Equal(0, said.Body.GetProperty("offset").GetInt32());
        Assert.True((await phone.SendFile(photo)).Body.GetProperty("here").GetBoolean());
    }

    [Fact]
    public async Task File_ThatIsAProgramInDisguise_IsRefused_AndTheRecordStands()
    {
        using var phone = Phone();
        var program = "MZ\u0090\0\u0003 This program cannot be run in DOS mode."u8.ToArray();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "混进一个程序", program);
        await phone.Send(captured);

        var said = await phone.SendFile(program);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, LedgerRefusal.UnknownType), (said.Status, said.Rule));
        Assert.Contains("混进一个程序0.png", said.Words, StringComparison.Ordinal);
        Assert.Single(await History(captured));
        using var officer = site.As(TestSite.Officer);
        Assert.DoesNotContain(
            "在路上：",
            (await officer.Get($"/records/{captured["id"]}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Video_Of200MB_IsRefusedBeforeItIsSent()
    {
        using var phone = Phone();
        var start = BarePhone.Photo(500)[..ArrivingFiles.Chunk];

        var said = await phone.Piece(start, 0, length: 200L << 20);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, LedgerRefusal.TooLarge), (said.Status, said.Rule));
        Assert.Contains("兆，没有收下", said.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photo_FromTwoPeople_IsKeptOnce_AndOnBothRecords()
    {
        using var mine = Phone();
        using var theirs = new BarePhone(site.Address, TestSite.Neighbour);
        var photo = BarePhone.Photo();
        var one = BarePhone.Event(Guid.CreateVersion7(), "我拍的", photo);
        var other = BarePhone.Event(Guid.CreateVersion7(), "她拍的", photo);
        ((Dictionary<string, string[]>)other["fields"]!)["unit"] = ["4"];
        await mine.Send(one);
        await mine.SendFile(photo);

        // That somebody else has handed it over gives her nothing: it is hers once she sends it herself.
        Assert.Equal([BarePhone.HashOf(photo)], (await theirs.Send(other)).Wanted);
        await theirs.SendFile(photo);

        var (a, b) = (
            (await History(one))[^1].Content.Evidence.Single(),
            (await History(other))[^1].Content.Evidence.Single()
        );
        Assert.Equal(a.Hash, b.Hash);
        Assert.Equal((TestSite.Publicist, TestSite.Neighbour), (a.AddedBy, b.AddedBy));
    }

    [Fact]
    public async Task Sender_ThatIsSomebodyElse_IsRefused_AndNothingIsWrittenInTheirName()
    {
        using var phone = Phone();
        var (photo, captured) = (BarePhone.Photo(), BarePhone.Event(Guid.CreateVersion7(), "换了人"));
        phone.SignIn(TestSite.Neighbour);

        foreach (var said in new[] { await phone.Send(captured), await phone.Piece(photo, 0) })
        {
            Assert.Equal((HttpStatusCode.Forbidden, "other-person"), (said.Status, said.Rule));
            Assert.Contains("请本人登录", said.Words, StringComparison.Ordinal);
        }

        phone.SignIn(TestSite.Publicist);
        Assert.Equal(HttpStatusCode.OK, (await phone.Send(captured)).Status);
        Assert.Equal(TestSite.Publicist, (await History(captured)).Single().By);
    }

    [Fact]
    public async Task Record_WithWhatCannotStand_IsRefusedFieldByField()
    {
        using var phone = Phone();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "明天的事");
        var fields = (Dictionary<string, string[]>)captured["fields"]!;
        fields["on"] = ["2023-10-08"];
        fields["measure.people"] = ["很多"];

        var said = await phone.Send(captured);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, said.Status);
        Assert.Equal(
            ["measure.people", "on"],
            said.Body.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("field").GetString()).Order()
        );
        Assert.Contains("手机里的都还在", said.Words, StringComparison.Ordinal);

        fields["on"] = ["2022-10-08"];
        fields["measure.people"] = ["20"];
        Assert.Equal(HttpStatusCode.OK, (await phone.Send(captured)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("[]")]
    [InlineData(
        "{\"id\":\"0192a0c0-0000-7000-8000-000000000000\",\"kind\":\"volunteer-event\",\"fields\":{\"on\":null}}"
    )]
    [InlineData(
        "{\"id\":\"0192a0c0-0000-7000-8000-000000000000\",\"kind\":\"volunteer-event\",\"fields\":{},\"files\":[{\"hash\":\"../../x\",\"shows\":\"before\",\"name\":\"x\"}]}"
    )]
    public async Task Record_ThatIsNone_IsRefused(string sent)
    {
        using var phone = Phone();

        var said = await phone.SendText(sent);

        Assert.Equal((HttpStatusCode.BadRequest, "unreadable"), (said.Status, said.Rule));
        Assert.Contains("手机里的还在", said.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_UnderAnIdThatIsTaken_IsAConflictThatRevealsNothing()
    {
        using var phone = Phone();
        var theirs = await site.VillageStudy(TestSite.Shangwan, "2022-10-01", "别人的事", TestSite.Neighbour);

        var said = await phone.Send(BarePhone.Event(theirs.Id, "撞了号"));

        Assert.Equal((HttpStatusCode.Conflict, LedgerRefusal.SameId), (said.Status, said.Rule));
        Assert.DoesNotContain("别人的事", said.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("别人的事", (await site.Ledger.History(theirs.Id, TestSite.Neighbour, Ct)).Single().Content.Title);
    }

    [Fact]
    public async Task Correction_OfARecordThatOnlyGotItsPhotographsSince_IsWritten()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "人数记错了", photo);
        await phone.Send(captured);
        await phone.SendFile(photo);

        var correction = Correction(captured, "人数记成了23");
        var said = await phone.Send(correction);
        await phone.Send(correction);

        Assert.Equal(HttpStatusCode.OK, said.Status);
        var versions = await History(captured);
        Assert.Equal([RecordAction.Record, RecordAction.Correct, RecordAction.Correct], versions.Select(v => v.Action));
        Assert.Equal(32, versions[^1].Content.Measures["people"].Amount);
        Assert.Single(versions[^1].Content.Evidence);
    }

    [Fact]
    public async Task Correction_OfARecordThatSomebodyElseCorrected_KeepsBothAndAsks()
    {
        using var phone = Phone();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "两个人都改");
        await phone.Send(captured);
        var first = (await History(captured))[^1];
        await site.Ledger.Correct(
            Guid.CreateVersion7(),
            1,
            first.Content with
            {
                Title = "镇里改的",
            },
            TestSite.Officer,
            "核对",
            Ct
        );

        var correction = Correction(captured, "村里改的");
        var said = await phone.Send(correction);

        Assert.Equal((HttpStatusCode.Conflict, LedgerRefusal.ChangedMeanwhile), (said.Status, said.Rule));
        var theirs = said.Body.GetProperty("theirs");
        Assert.Equal("周敏", theirs.GetProperty("by").GetString());
        Assert.Contains(
            theirs.GetProperty("facts").EnumerateArray(),
            f => f.GetProperty("text").GetString() == "镇里改的"
        );

        correction["base"] = theirs.GetProperty("version").GetInt32();
        Assert.Equal(HttpStatusCode.OK, (await phone.Send(correction)).Status);
        Assert.Equal("两个人都改", (await History(captured))[^1].Content.Title);
    }

    [Fact]
    public async Task Photograph_OfARecordCorrectedMeanwhile_JoinsTheCorrection()
    {
        using var phone = Phone();
        var photo = BarePhone.Photo();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "照片晚到", photo);
        await phone.Send(captured);
        var first = (await History(captured))[^1];
        await site.Ledger.Correct(
            Guid.CreateVersion7(),
            1,
            first.Content with
            {
                Title = "镇里改过题目",
            },
            TestSite.Officer,
            "核对",
            Ct
        );

        await phone.SendFile(photo);

        var newest = (await History(captured))[^1].Content;
        Assert.Equal("镇里改过题目", newest.Title);
        Assert.Single(newest.Evidence);
    }

    [Fact]
    public async Task Record_OfAPhoneWhoseClockIsAYearAhead_KeepsThatAsAClaimOnly()
    {
        using var phone = Phone();
        var captured = BarePhone.Event(Guid.CreateVersion7(), "钟快一年");
        captured["capturedAt"] = "2023-10-08T09:00:00+08:00";

        await phone.Send(captured);

        var written = (await History(captured)).Single();
        Assert.Equal(2022, written.RecordedAt.Year);
        using var officer = site.As(TestSite.Officer);
        Assert.Contains(
            "2023年10月8日 09:00（手机自己的钟",
            (await officer.Get($"/records/{captured["id"]}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Records_SentByManyPhonesAtOnce_AreAllThere_NoneTwice()
    {
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToList();

        await Parallel.ForEachAsync(
            ids.Concat(ids),
            Ct,
            async (id, _) =>
            {
                using var phone = Phone();
                Assert.Equal(HttpStatusCode.OK, (await phone.Send(BarePhone.Event(id, $"同时{id}"))).Status);
            }
        );

        foreach (var id in ids)
        {
            Assert.Single(await site.Ledger.History(id, TestSite.Publicist, Ct));
        }
    }

    private static Dictionary<string, object?> Correction(Dictionary<string, object?> captured, string why)
    {
        var fields = BarePhone.Fields(((Dictionary<string, string[]>)captured["fields"]!)["title"][0]);
        fields["measure.people"] = ["32"];
        return new()
        {
            ["id"] = Guid.CreateVersion7(),
            ["kind"] = captured["kind"],
            ["fields"] = fields,
            ["corrects"] = captured["id"],
            ["base"] = 1,
            ["why"] = why,
        };
    }

    private BarePhone Phone() => new(site.Address, TestSite.Publicist);

    private Task<IReadOnlyList<RecordVersion>> History(Dictionary<string, object?> captured) =>
        site.Ledger.History((Guid)captured["id"]!, TestSite.Officer, Ct);
}
