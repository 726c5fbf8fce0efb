namespace Xiangyin.Web.Features.Sheets;

/// <summary>Why a file is not taken at all. The page shows the text <c>sheet.refusal.</c> + <see cref="Rule"/>.</summary>
/// <param name="rule">One of the constants of this class.</param>
/// <param name="arguments">What the text names.</param>
internal sealed class SheetRefusal(string rule, params IReadOnlyList<string> arguments) : Exception
{
    /// <summary>It is no .xlsx by its content.</summary>
    public const string NotASpreadsheet = "not-a-spreadsheet";

    /// <summary>An old .xls, or one with a password: both look alike from outside.</summary>
    public const string OldOrLocked = "old-or-locked";

    /// <summary>It carries macros.</summary>
    public const string Macros = "macros";

    /// <summary>It would unpack to more than is allowed.</summary>
    public const string TooMuch = "too-much";

    /// <summary>It is a spreadsheet, but damaged.</summary>
    public const string Broken = "broken";

    /// <summary>More rows than are taken at once; arguments: how many are.</summary>
    public const string TooManyRows = "too-many-rows";

    /// <summary>The file is larger than allowed; arguments: the limit in MB.</summary>
    public const string TooLarge = "too-large";

    /// <summary>No kind was told, neither by the file nor by whoever sent it.</summary>
    public const string NoKind = "no-kind";

    /// <summary>No column has a name that is known; arguments: the names that would be.</summary>
    public const string NoColumns = "no-columns";

    /// <summary>Nothing is filled in.</summary>
    public const string Empty = "empty";

    public string Rule => rule;

    public override string Message => rule;

    public IReadOnlyList<string> Arguments => arguments;
}
