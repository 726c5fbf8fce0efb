using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Checks;

/// <summary>What a town's clerks said their words mean: a subject and its counter → an indicator, or none. Rows are added; the newest holds.</summary>
internal sealed class MatchBook(Database database, TimeProvider clock)
{
    private const long County = 1;
    private const int MostSubject = 60;

    /// <summary>By what a quantity is known again: what is counted, and in which counter.</summary>
    public static string KeyOf(Quantity quantity, Wording wording)
    {
        var words = wording.Subject.Length > 0 ? wording.Subject : wording.Near.Split(' ')[0];
        var kept = new string([.. words.Where(char.IsLetter)]);
        return $"{kept[Math.Max(0, kept.Length - MostSubject)..]}|{quantity.Unit}{(quantity.Per is { } per ? "/" + per : "")}";
    }

    /// <summary>A town's corrections, by subject; an empty indicator means that it is about nothing that is counted.</summary>
    public IReadOnlyDictionary<string, string> Of(UnitId town)
    {
        var found = new Dictionary<string, string>();
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT subject, indicator FROM check_match WHERE county = @county AND town = @town ORDER BY said_at, id",
            County,
            town.Value
        );
        while (rows.Next())
        {
            found[rows.Text(0)] = rows.Text(1);
        }

        return found;
    }

    /// <summary>Remembers what a subject means. The same again adds nothing.</summary>
    /// <exception cref="LedgerRefusal">The disk is full.</exception>
    public async Task Remember(UnitId town, string subject, string indicator, PersonId by, CancellationToken ct)
    {
        if (Of(town).GetValueOrDefault(subject) == indicator)
        {
            return;
        }

        var at = clock.GetUtcNow();
        try
        {
            using var writing = await database.Write(new("check-match", town.Value), ct);
            writing.Session.Run(
                "INSERT INTO check_match (county, town, id, subject, indicator, person, said_at)"
                    + " VALUES (@county, @town, @id, @subject, @indicator, @person, @said_at)",
                County,
                town.Value,
                Guid.CreateVersion7(at).Bytes(),
                subject,
                indicator,
                by.Value.Bytes(),
                at.ToUnixTimeMilliseconds()
            );
            writing.Commit();
        }
        catch (Exception e) when (database.IsDiskFailure(e))
        {
            throw new LedgerRefusal(LedgerRefusal.DiskFull);
        }
    }
}
