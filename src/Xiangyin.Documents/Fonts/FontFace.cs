using System.Collections.Concurrent;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>
/// A face of a font file on this machine. Opened once and kept: the file is mapped, not read. Safe to share between threads.
/// </summary>
internal sealed unsafe class FontFace
{
    private const int Unknown = -1;

    private static readonly ConcurrentDictionary<(string Path, uint Index), FontFace?> Opened = new();

    private readonly nint face;
    private readonly nint font;
    private readonly int[] basic = new int[0x10000];
    private readonly ConcurrentDictionary<int, int> beyond = new();
    private readonly float[] advances = new float[0x10000];

    private FontFace(string path, uint index, nint face)
    {
        (Path, Index, this.face) = (path, index, face);
        HarfBuzz.FaceMakeImmutable(face);
        font = HarfBuzz.FontCreate(face);
        UnitsPerEm = (int)HarfBuzz.FaceUnitsPerEm(face);
        Family = Name(1);
        PostScriptName = new string([.. Name(6).Where(c => c is > ' ' and < (char)0x7F && !"[](){}<>/%".Contains(c))]);
        if (PostScriptName.Length == 0)
            PostScriptName = "Font";
        Array.Fill(basic, Unknown);
        Array.Fill(advances, float.NaN);
    }

    public string Path { get; }

    public uint Index { get; }

    public string Family { get; }

    public string PostScriptName { get; }

    public int UnitsPerEm { get; }

    /// <summary>The faces of a file that have TrueType outlines; others show wrong glyphs in some readers once embedded.</summary>
    public static List<FontFace> Open(string path)
    {
        var faces = new List<FontFace>();
        var blob = HarfBuzz.BlobFromFile(path);
        if (blob == 0)
            return faces;
        var count = HarfBuzz.FaceCount(blob);
        for (uint index = 0; index < count; index++)
        {
            if (Opened.GetOrAdd((path, index), key => OpenFace(blob, key.Path, key.Index)) is { } opened)
                faces.Add(opened);
        }
        HarfBuzz.BlobDestroy(blob);
        return faces;
    }

    private static FontFace? OpenFace(nint blob, string path, uint index)
    {
        var face = HarfBuzz.FaceCreate(blob, index);
        if (HasTable(face, "glyf") && HasTable(face, "cmap"))
            return new FontFace(path, index, face);
        HarfBuzz.FaceDestroy(face);
        return null;
    }

    private static bool HasTable(nint face, string tag)
    {
        var table = HarfBuzz.FaceTable(face, HarfBuzz.Tag(tag));
        var length = HarfBuzz.BlobLength(table);
        HarfBuzz.BlobDestroy(table);
        return length > 0;
    }

    private string Name(uint id)
    {
        var bytes = stackalloc byte[256];
        uint size = 256;
        HarfBuzz.FaceName(face, id, 0, ref size, bytes);
        return Encoding.UTF8.GetString(bytes, (int)size);
    }

    /// <summary>The glyph of a character; 0 when the face has none.</summary>
    public int Glyph(int rune)
    {
        if (rune >= basic.Length)
            return beyond.GetOrAdd(rune, Find);
        var glyph = basic[rune];
        // Two threads may both look it up; they find the same.
        return glyph != Unknown ? glyph : basic[rune] = Find(rune);
    }

    private int Find(int rune) => HarfBuzz.FontGlyph(font, (uint)rune, out var glyph) != 0 ? (int)glyph : 0;

    /// <summary>A glyph's advance in em.</summary>
    public double Advance(int glyph)
    {
        var advance = advances[glyph];
        return float.IsNaN(advance)
            ? advances[glyph] = (float)HarfBuzz.FontAdvance(font, (uint)glyph) / UnitsPerEm
            : advance;
    }

    /// <summary>The middle of a glyph's height above the baseline, in em.</summary>
    public double Middle(int glyph) =>
        HarfBuzz.FontExtents(font, (uint)glyph, out var box) == 0
            ? 0.38
            : (box.YBearing + (box.Height / 2.0)) / UnitsPerEm;

    /// <summary>The face with these characters only, and what their glyphs are numbered in it.</summary>
    public FontSubset Subset(IEnumerable<int> runes)
    {
        var input = HarfBuzz.InputCreate();
        var wanted = HarfBuzz.InputRunes(input);
        var list = runes.Order().ToArray();
        foreach (var rune in list)
            HarfBuzz.SetAdd(wanted, (uint)rune);
        HarfBuzz.InputFlags(input, HarfBuzz.NoHinting | HarfBuzz.NoLayoutClosure);
        var drop = HarfBuzz.InputSet(input, HarfBuzz.DropTables);
        foreach (var table in (string[])["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE", "DSIG"])
            HarfBuzz.SetAdd(drop, HarfBuzz.Tag(table));
        var plan = HarfBuzz.PlanCreate(face, input);
        var map = HarfBuzz.PlanGlyphs(plan);
        var glyphs = new Dictionary<int, int>(list.Length);
        foreach (var rune in list)
            glyphs[Glyph(rune)] = (int)HarfBuzz.MapGet(map, (uint)Glyph(rune));
        var subset = HarfBuzz.PlanExecute(plan);
        var blob = HarfBuzz.FaceBlob(subset);
        var data = HarfBuzz.BlobData(blob, out var length);
        var bytes = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        HarfBuzz.BlobDestroy(blob);
        HarfBuzz.FaceDestroy(subset);
        HarfBuzz.PlanDestroy(plan);
        HarfBuzz.InputDestroy(input);
        return new FontSubset(bytes, glyphs);
    }
}

/// <summary>A font file with the wanted glyphs only.</summary>
/// <param name="Bytes">The TrueType file.</param>
/// <param name="Glyphs">From a glyph of the whole face to its number in the subset.</param>
internal sealed record FontSubset(byte[] Bytes, Dictionary<int, int> Glyphs)
{
    private readonly Lazy<PackedPart> packed = new(() => PackedPart.Of(Bytes));

    /// <summary>The file packed, once for all forms of the document.</summary>
    public PackedPart Packed => packed.Value;
}
