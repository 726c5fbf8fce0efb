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
    // File names in the order of preference, and after a colon the family inside a collection. First the official faces…
    private static readonly Dictionary<FontRole, string[]> SimplifiedOfficial = new()
    {
        [FontRole.FangSong] = ["仿宋_GB2312.ttf", "simfang.ttf", "FZFSK.TTF", "FZFSJW.TTF", "STFANGSO.TTF"],
        [FontRole.Kai] = ["楷体_GB2312.ttf", "simkai.ttf", "FZKTK.TTF", "FZKTJW.TTF", "STKAITI.TTF"],
        [FontRole.Hei] = ["simhei.ttf", "FZHTK.TTF", "FZHTJW.TTF", "STXIHEI.TTF"],
        [FontRole.XiaoBiaoSong] = ["方正小标宋简体.ttf", "FZXBSJW.TTF", "FZXBSK.TTF"],
        [FontRole.Song] = ["simsun.ttc:SimSun", "simsun.ttf", "FZSSK.TTF", "STSONG.TTF"],
    };

    // … the GB2312 ones and 小标宋简体 have no traditional glyphs …
    private static readonly Dictionary<FontRole, string[]> TraditionalOfficial = new()
    {
        [FontRole.FangSong] = ["simfang.ttf", "FZFSK.TTF", "FZFSFW.TTF"],
        [FontRole.Kai] = ["simkai.ttf", "FZKTK.TTF", "FZKTFW.TTF"],
        [FontRole.Hei] = ["simhei.ttf", "FZHTK.TTF", "FZHTFW.TTF"],
        [FontRole.XiaoBiaoSong] = ["方正小标宋繁体.ttf", "FZXBSFW.TTF", "FZXBSK.TTF"],
        [FontRole.Song] = ["simsun.ttc:SimSun", "simsun.ttf", "FZSSK.TTF"],
    };

    // … then those that anybody may use. cwTeX's 仿宋 knows traditional text only: mixed with another face it would stand out.
    private static readonly Dictionary<FontRole, string[]> SimplifiedOpen = new()
    {
        [FontRole.FangSong] = [],
        [FontRole.Kai] = ["LXGWWenKai-Regular.ttf", "ukai.ttc:AR PL UKai CN"],
        [FontRole.Hei] = ["wqy-zenhei.ttc:WenQuanYi Zen Hei", "NotoSansSC_400Regular.ttf"],
        [FontRole.XiaoBiaoSong] = ["NotoSerifSC_700Bold.ttf"],
        [FontRole.Song] = ["uming.ttc:AR PL UMing CN", "NotoSerifSC_400Regular.ttf"],
    };

    private static readonly Dictionary<FontRole, string[]> TraditionalOpen = new(SimplifiedOpen)
    {
        [FontRole.FangSong] = ["cwfs.ttf"],
        [FontRole.Kai] = ["LXGWWenKai-Regular.ttf", "ukai.ttc:AR PL UKai TW"],
        [FontRole.Song] = ["uming.ttc:AR PL UMing TW", "uming.ttc:AR PL UMing CN", "NotoSerifSC_400Regular.ttf"],
    };

    /// <summary>The Debian packages that cover simplified and traditional text where no office font is installed.</summary>
    public const string DebianPackages = "fonts-arphic-uming fonts-lxgw-wenkai fonts-wqy-zenhei fonts-cwtex-fs";

    private readonly Lazy<Dictionary<(Script, FontRole), RoleFaces>> roles;

    /// <summary>A library of the fonts in these folders and the folders below them; the first folder wins.</summary>
    /// <param name="folders">Folders; those that do not exist are passed over.</param>
    public FontLibrary(params IEnumerable<string> folders)
    {
        string[] list = [.. folders];
        roles = new(() => Find(list));
    }

    /// <summary>The fonts installed on this machine. Looked for once, at the first document.</summary>
    public static FontLibrary System { get; } = new(SystemFolders());

    internal RoleFaces Faces(FontRole role, Script script = Script.Simplified) => roles.Value[(script, role)];

    /// <summary>The official name of a role's face, for files that name a font and carry its outlines besides.</summary>
    internal static string OfficialName(FontRole role, Script script = Script.Simplified)
    {
        var names = FaceNames.Of(script);
        return role switch
        {
            FontRole.FangSong => names.Body,
            FontRole.Kai => names.Heading2,
            FontRole.Hei => names.Heading1,
            FontRole.XiaoBiaoSong => names.Title,
            _ => names.PageNumber,
        };
    }

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

    private static Dictionary<(Script, FontRole), RoleFaces> Find(string[] folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var folder in folders.Where(Directory.Exists))
        foreach (var file in Directory.EnumerateFiles(folder, "*.tt?", options).Order(StringComparer.Ordinal))
            files.TryAdd(Path.GetFileName(file), file);

        // A file is looked into once, however many roles it may serve.
        var opened = new Dictionary<string, List<FontFace>>(StringComparer.Ordinal);

        FontFace? First(string candidate)
        {
            var (name, family) = candidate.Split(':') is [var file, var inside] ? (file, inside) : (candidate, null);
            if (!files.TryGetValue(name, out var path))
                return null;
            if (!opened.TryGetValue(path, out var faces))
                opened.Add(path, faces = FontFace.Open(path));
            return faces.FirstOrDefault(face => family is null || face.Family == family);
        }

        FontFace[] Of(Dictionary<FontRole, string[]> names, FontRole role) =>
            [.. names[role].Select(First).OfType<FontFace>()];

        RoleFaces In(Script script, FontRole role)
        {
            var (officials, opens) =
                script == Script.Traditional
                    ? (TraditionalOfficial, TraditionalOpen)
                    : (SimplifiedOfficial, SimplifiedOpen);
            var official = Of(officials, role);
            FontFace[] own = [.. official, .. Of(opens, role)];
            // What is missing falls to a face of the same kind, then to 宋, which is nearest to 仿宋, then to anything.
            FontRole[] others = [FontRole.Song, FontRole.FangSong, FontRole.Hei, FontRole.Kai];
            FontFace[] faces =
            [
                .. own,
                .. others.SelectMany(other => Of(officials, other).Concat(Of(opens, other))),
                .. others.SelectMany(other => Of(SimplifiedOfficial, other).Concat(Of(SimplifiedOpen, other))),
            ];
            return new RoleFaces(role, [.. faces.Distinct()], official.Length, own.Length);
        }

        return (
            from script in Enum.GetValues<Script>()
            from role in Enum.GetValues<FontRole>()
            select (Key: (script, role), Faces: In(script, role))
        ).ToDictionary(found => found.Key, found => found.Faces);
    }
}

/// <summary>A character's glyph.</summary>
/// <param name="Face">The face that has it; null when no font of the machine does.</param>
/// <param name="Glyph">Its number in the face.</param>
/// <param name="Advance">In em.</param>
internal readonly record struct FoundGlyph(FontFace? Face, int Glyph, double Advance);

/// <summary>The faces of a role, best first; a character takes the first that has it.</summary>
/// <param name="Role">What they are for.</param>
/// <param name="Faces">The official ones, then open ones of the kind, then whatever else there is.</param>
/// <param name="Official">How many of them are the official ones.</param>
/// <param name="Own">How many of them, with the official ones, are of the role's kind.</param>
internal sealed record RoleFaces(FontRole Role, FontFace[] Faces, int Official, int Own)
{
    public bool IsOfficial(FontFace face) => Array.IndexOf(Faces, face, 0, Official) >= 0;

    /// <summary>
    /// 小标宋 is a heavy face: where a light one stands in for it, outlines are drawn with a pen of so many em, which
    /// thickens them by as much.
    /// </summary>
    public double Pen(FontFace face) =>
        Role == FontRole.XiaoBiaoSong && Array.IndexOf(Faces, face, 0, Own) < 0 ? 0.03 : 0;

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
