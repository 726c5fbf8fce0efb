namespace Xiangyin.Web.Features.Registers;

/// <summary>Who was there: those of the paper and those of the door together, nobody twice where it can be told.</summary>
/// <param name="People">How many.</param>
/// <param name="OnPaper">Rows of the paper.</param>
/// <param name="AtTheDoor">Entries at the door.</param>
/// <param name="Twice">Entries that name somebody who is there already.</param>
internal sealed record Attendance(int People, int OnPaper, int AtTheDoor, IReadOnlyList<SignIn> Twice)
{
    public static Attendance Of(IReadOnlyList<SignIn> signedIn)
    {
        var people = new List<SignIn>();
        var twice = new List<SignIn>();
        foreach (var entry in signedIn)
        {
            (people.Any(p => IsSame(p, entry)) ? twice : people).Add(entry);
        }

        return new(people.Count, signedIn.Count(s => !s.IsAtTheDoor), signedIn.Count(s => s.IsAtTheDoor), twice);
    }

    /// <summary>Two of one name are one person, unless their households differ. Whoever left no name can't be told from anybody.</summary>
    private static bool IsSame(SignIn a, SignIn b)
    {
        var (name, other) = (Plain(a.Name), Plain(b.Name));
        var (household, others) = (Plain(a.Household), Plain(b.Household));
        return name.Length + other.Length == 0
            ? household.Length > 0 && household == others && a.IsAtTheDoor != b.IsAtTheDoor
            : name == other && (household.Length == 0 || others.Length == 0 || household == others);
    }

    private static string Plain(string text) =>
        string.Concat(
            text.Where(c => !char.IsWhiteSpace(c) && c is not ('·' or '.'))
                .Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : char.ToUpperInvariant(c))
        );
}
