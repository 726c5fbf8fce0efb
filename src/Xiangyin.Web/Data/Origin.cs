using System.Net;

namespace Xiangyin.Web.Data;

/// <summary>Who acts in what is running now, and from where: told to the audit trail with every change. Set where the program is entered.</summary>
/// <param name="Person">Whoever is signed in; none where the program acts by itself or for whoever runs it.</param>
/// <param name="From">A network address, or one of the constants.</param>
/// <param name="Unit">The unit that they act for: whose trail tells of what belongs to no other unit.</param>
internal sealed record Origin(Guid? Person, string From, long? Unit = null)
{
    /// <summary>The program itself.</summary>
    public const string Program = "program";

    /// <summary>Whoever types on the machine.</summary>
    public const string CommandLine = "command-line";

    private static readonly AsyncLocal<Origin?> Here = new();

    /// <summary>Of what is running now.</summary>
    public static Origin Current
    {
        get => Here.Value ?? new(null, Program);
        set => Here.Value = value;
    }

    /// <summary>Whether it tells where a person was.</summary>
    public bool IsPersonal => IPAddress.TryParse(From, out _);
}
