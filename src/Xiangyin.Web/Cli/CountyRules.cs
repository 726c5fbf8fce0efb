using Xiangyin.Ledger;
using Xiangyin.Reading;

namespace Xiangyin.Web.Cli;

/// <summary>The county's own rules for documents, laid over those that come with the program.</summary>
internal static class CountyRules
{
    /// <summary>The file that <c>--rules</c> names, else the one beside a catalogue's files; none leaves the program's own.</summary>
    /// <exception cref="Refusal">It can't be used: says where, why and what to write.</exception>
    public static async Task<RuleBook> ReadAsync(Call call, CancellationToken ct, string? catalogue = null)
    {
        var beside = catalogue is null ? null : Path.Combine(catalogue, CatalogueFile.Rules);
        if ((call["rules"] ?? (File.Exists(beside) ? beside : null)) is not { } path)
        {
            return RuleBook.Default;
        }

        try
        {
            using var reader = new StreamReader(Files.Open(path));
            return RuleBook.Default.With(await reader.ReadToEndAsync(ct));
        }
        catch (RuleBookException e)
        {
            throw new Refusal("cli.refusal.rules", path, e.Line, e.MessageIn(call.Terminal.Language));
        }
    }
}
