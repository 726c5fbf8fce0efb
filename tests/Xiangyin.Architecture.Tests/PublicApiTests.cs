using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Architecture.Tests;

/// <summary>A change of a library's public surface is a visible diff of <c>PublicApi/*.txt</c>.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. Code.Libraries.Select(library => library.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task PublicApi_IsTheAcceptedOne(string library)
    {
        var file = Repository.PathOf("tests", "Xiangyin.Architecture.Tests", "PublicApi", library + ".txt");
        var now = PublicApi.Of(Code.Libraries.Single(l => l.GetName().Name == library)).ToList();
        if (Environment.GetEnvironmentVariable("XIANGYIN_ACCEPT_API") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(
                file,
                string.Concat(now.Select(line => line + "\n")),
                TestContext.Current.CancellationToken
            );
        }

        var accepted = File.Exists(file)
            ? await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)
            : [];
        Rule.Holds(
            $"The public API of {library} changed. If it is meant: `dotnet run dev.cs -- test --accept`, and commit the text.",
            now.Except(accepted).Select(line => "+ " + line).Concat(accepted.Except(now).Select(line => "- " + line))
        );
    }
}
