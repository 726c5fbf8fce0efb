namespace Xiangyin.Web.Features.Checks;

/// <summary>A file or a text that is not taken, for a reason that its sender can act on. Nothing of it is kept.</summary>
/// <param name="rule">Its text is <c>checks.refusal.</c> and this.</param>
/// <param name="arguments">What goes into the text.</param>
internal sealed class UploadRefusal(string rule, params object[] arguments) : Exception
{
    public const string Empty = "empty";
    public const string TooLarge = "too-large";
    public const string TooLong = "too-long";
    public const string Unknown = "unknown";
    public const string Broken = "broken";
    public const string Bomb = "bomb";
    public const string Macros = "macros";
    public const string Locked = "locked";
    public const string Scanned = "scanned";
    public const string NoOffice = "no-office";
    public const string TooSlow = "too-slow";

    public string Rule => rule;

    public object[] Arguments => arguments;

    public override string Message => $"{rule} {string.Join(' ', arguments)}";
}
