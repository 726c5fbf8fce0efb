namespace Xiangyin.Documents;

/// <summary>What a face is for in an official document.</summary>
public enum FontRole
{
    /// <summary>仿宋: nearly all text.</summary>
    FangSong,

    /// <summary>楷体: second-level headings and signatories.</summary>
    Kai,

    /// <summary>黑体: first-level headings, secrecy, 附件.</summary>
    Hei,

    /// <summary>小标宋: the title and the issuer's mark.</summary>
    XiaoBiaoSong,

    /// <summary>宋体: page numbers.</summary>
    Song,
}

/// <summary>
/// The fonts a PDF, an OFD or a picture may be made of: for each role the official faces first, then what Debian has.
/// None comes with the library. Only TrueType outlines are taken, since others show wrong glyphs in some OFD readers.
/// </summary>
public sealed class FontLibrary
{
    // File names in the order of preference, and after a colon the family inside a collection.
    private static readonly Dictionary<FontRole, string[]> Official = new()
    {
        [FontRole.FangSong] = ["仿宋_GB2312.ttf", "simfang.ttf", "FZFSK.TTF", "FZFSJW.TTF", "STFANGSO.TTF"],
        [FontRole.Kai] = ["楷体_GB2312.ttf", "simkai.ttf", "FZKTK.TTF", "FZKTJW.TTF", "STKAITI.TTF"],
        [FontRole.Hei] = ["simhei.ttf", "FZHTK.TTF", "FZHTJW.TTF", "STXIHEI.TTF"],
        [FontRole.XiaoBiaoSong] = ["方正小标宋简体.ttf", "FZXBSJW.TTF", "FZXBSK.TTF", "FZXBSFW.TTF"],
        [FontRole.Song] = ["simsun.ttc:SimSun", "simsun.ttf", "FZSSK.TTF", "STSONG.TTF"],
    };

    private static readonly Dictionary<FontRole, string[]> Open = new()
    {
        [FontRole.FangSong] = ["cwfs.ttf"],
        [FontRole.Kai] = ["LXGWWenKai-Regular.ttf", "ukai.ttc:AR PL UKai CN"],
        [FontRole.Hei] = ["wqy-zenhei.ttc:WenQuanYi Zen Hei", "NotoSansSC_400Regular.ttf"],
        [FontRole.XiaoBiaoSong] = [],
        [FontRole.Song] = ["uming.ttc:AR PL UMing CN", "NotoSerifSC_400Regular.ttf"],
    };

    private static readonly Dictionary<FontRole, string> Names = new()
    {
        [FontRole.FangSong] = "仿宋_GB2312",
        [FontRole.Kai] = "楷体_GB2312",
        [FontRole.Hei] = "黑体",
        [FontRole.XiaoBiaoSong] = "方正小标宋简体",
        [FontRole.Song] = "宋体",
    };

    /// <summary>The Debian packages that cover simplified and traditional text where no office font is installed.</summary>
    public const string DebianPackages = "fonts-arphic-uming fonts-lxgw-wenkai fonts-wqy-zenhei";

    private readonly Lazy<Dictionary<FontRole, RoleFaces>> roles;

    /// <summary>A library of the fonts in these folders and the folders below them; the first folder wins.</summary>
    /// <param name="folders">Folders; those that do not exist are passed over.</param>
    public FontLibrary(params IEnumerable<string> folders)
    {
        string[] list = [.. folders];
        roles = new(() => Find(list));
    }

    /// <summary>The fonts installed on this machine. Looked for once, at the first document.</summary>
    public static FontLibrary System { get; } = new(SystemFolders());

    internal RoleFaces Faces(FontRole role) => roles.Value[role];

    /// <summary>The official name of a role's face, for files that name a font and carry its outlines besides.</summary>
    internal static string OfficialName(FontRole role) => Names[role];

    /// <summary>Whether there is any font to set a document in.</summary>
    public bool IsUsable => Faces(FontRole.FangSong).Faces.Length > 0;

    private static IEnumerable<string> SystemFolders()
    {
        yield return Environment.GetFolderPath(Environment.SpecialFolder.Fonts);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length > 0)
        {
            yield return Path.Combine(home, ".fonts");
            yield return Path.Combine(home, ".local", "share", "fonts");
            yield return Path.Combine(home, "Library", "Fonts");
        }
        yield return "/usr/local/share/fonts";
        yield return "/usr/share/fonts";
        yield return "/Library/Fonts";
    }

    private static Dictionary<FontRole, RoleFaces> Find(string[] folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in folders.Where(Directory.Exists))
        foreach (var file in Directory.EnumerateFiles(folder, "*.tt?", options).Order(StringComparer.Ordinal))
            files.TryAdd(Path.GetFileName(file), file);

        FontFace? First(string candidate)
        {
            var (name, family) = candidate.Split(':') is [var file, var inside] ? (file, inside) : (candidate, null);
            if (!files.TryGetValue(name, out var path))
                return null;
            return FontFace.Open(path).FirstOrDefault(face => family is null || face.Family == family);
        }

        FontFace[] Of(Dictionary<FontRole, string[]> names, FontRole role) =>
            [.. names[role].Select(First).OfType<FontFace>()];

        var found = new Dictionary<FontRole, RoleFaces>();
        foreach (var role in Enum.GetValues<FontRole>())
        {
            var official = Of(Official, role);
            // What is missing falls to a face of the same kind, then to 宋, which is nearest to 仿宋, then to anything.
            FontRole[] others = [FontRole.Song, FontRole.FangSong, FontRole.Hei, FontRole.Kai];
            FontFace[] faces =
            [
                .. official,
                .. Of(Open, role),
                .. others.SelectMany(other => Of(Official, other).Concat(Of(Open, other))),
            ];
            faces = [.. faces.Distinct()];
            found[role] = new RoleFaces(role, faces, official.Length > 0);
        }
        return found;
    }
}

/// <summary>A character's glyph.</summary>
/// <param name="Face">The face that has it; null when no font of the machine does.</param>
/// <param name="Glyph">Its number in the face.</param>
/// <param name="Advance">In em.</param>
internal readonly record struct FoundGlyph(FontFace? Face, int Glyph, double Advance);

/// <summary>The faces of a role, best first; a character takes the first that has it.</summary>
internal sealed record RoleFaces(FontRole Role, FontFace[] Faces, bool IsOfficial)
{
    private readonly FoundGlyph[]?[] blocks = new FoundGlyph[]?[0x110000 >> 8];

    /// <summary>The face and glyph for a character, remembered in blocks of 256.</summary>
    public ref readonly FoundGlyph Find(int rune) => ref (blocks[rune >> 8] ?? FindBlock(rune >> 8))[rune & 0xFF];

    private FoundGlyph[] FindBlock(int number)
    {
        var block = new FoundGlyph[256];
        for (var i = 0; i < block.Length; i++)
            block[i] = Search((number << 8) | i);
        // Two threads may both do it; they find the same.
        return blocks[number] = block;
    }

    private FoundGlyph Search(int rune)
    {
        foreach (var face in Faces)
        {
            if (face.Glyph(rune) is var glyph and not 0)
                return new FoundGlyph(face, glyph, face.Advance(glyph));
        }
        return default;
    }
}
