using System.Collections.Immutable;

namespace Xiangyin.Documents;

/// <summary>Text with its glyphs found, ready to be broken into lines.</summary>
internal sealed class SetText
{
    public required Piece[] Pieces { get; init; }

    public required Glyph[] Glyphs { get; init; }

    /// <param name="Role">What the face is for.</param>
    /// <param name="Face">The face that has the glyph.</param>
    /// <param name="Id">The glyph.</param>
    /// <param name="Offset">From the character's cell to the glyph's origin, mm.</param>
    /// <param name="Figure">The figure it belongs to.</param>
    internal readonly record struct Glyph(FontRole Role, FontFace Face, int Id, double Offset, Figure? Figure);

    public double Width => Pieces.Sum(piece => piece.Width);
}

/// <summary>Finds faces and glyphs for text, and remembers what had to be substituted.</summary>
internal sealed class Composer(FontLibrary fonts, Script script)
{
    /// <summary>What compositors set where a character cannot be: 〓.</summary>
    private const int Geta = 0x3013;

    private readonly List<Piece> pieces = new(512);
    private readonly List<SetText.Glyph> glyphs = new(512);
    private readonly SortedSet<int> missing = [];
    private readonly HashSet<(FontRole Role, FontFace Face)> used = [];
    private FontFace? last;
    private FontRole lastRole;
    private int replaced;
    private int group;

    public SetText Set(ImmutableArray<Inline> runs, FontRole role, double size)
    {
        pieces.Clear();
        glyphs.Clear();
        foreach (var run in runs)
            Add(run.Text, role, size, run as Figure);
        return Take();
    }

    public SetText Set(string text, FontRole role, double size) => Set([(text, role)], size);

    /// <summary>Text in several faces on one line.</summary>
    public SetText Set((string Text, FontRole Role)[] parts, double size)
    {
        pieces.Clear();
        glyphs.Clear();
        foreach (var (text, role) in parts)
            Add(text, role, size, null);
        return Take();
    }

    public SetText Set(string label, FontRole labelRole, ImmutableArray<Inline> runs, FontRole role, double size)
    {
        pieces.Clear();
        glyphs.Clear();
        Add(label, labelRole, size, null);
        foreach (var run in runs)
            Add(run.Text, role, size, run as Figure);
        return Take();
    }

    private void Add(string text, FontRole role, double size, Figure? figure)
    {
        var faces = fonts.Faces(role, script);
        var unit = PageGrid.Character(size);
        var number = figure is null ? 0 : ++group;
        var afterReturn = false;
        foreach (var source in text.EnumerateRunes())
        {
            var rune = source.Value;
            if (rune == '\n' && afterReturn)
            {
                afterReturn = false;
                continue;
            }
            afterReturn = rune == '\r';
            if (rune is '\n' or '\r')
            {
                pieces.Add(new Piece('\n', 0));
                glyphs.Add(new SetText.Glyph(role, faces.Faces[0], 0, 0, figure));
                continue;
            }
            if (rune == '\t')
                rune = ' ';
            if (rune < 0x20 || rune is 0x7F or 0xFFFD or 0xFFFE or 0xFFFF)
            {
                rune = Geta;
                replaced++;
            }
            ref readonly var found = ref faces.Find(rune);
            if (found.Face is null)
            {
                missing.Add(rune);
                continue;
            }
            if (found.Face != last || role != lastRole)
                used.Add((lastRole = role, last = found.Face));
            var advance = found.Advance;
            if (!TextWidth.IsFull(rune))
            {
                pieces.Add(new Piece(rune, advance * unit, number));
                glyphs.Add(new SetText.Glyph(role, found.Face, found.Glyph, 0, figure));
                continue;
            }
            // A face may draw a full-width mark narrow: it stands in its half of the cell.
            var spare = Math.Max(0, 1 - advance);
            var offset =
                spare < 0.1 ? 0
                : Punctuation.Opens(rune) ? spare
                : Punctuation.ClosesLine(rune) ? 0
                : spare / 2;
            pieces.Add(new Piece(rune, unit, number));
            glyphs.Add(new SetText.Glyph(role, found.Face, found.Glyph, offset * unit, figure));
        }
    }

    private SetText Take() => new() { Pieces = [.. pieces], Glyphs = [.. glyphs] };

    /// <summary>The pen with which a face's outlines are drawn for a role, in em; 0 where they are only filled.</summary>
    public double Pen(FontRole role, FontFace face) => fonts.Faces(role, script).Pen(face);

    /// <summary>Refuses a document for which there is no font, or with characters that no font has.</summary>
    public void RefuseMissing()
    {
        if (missing.Count == 0)
            return;
        var some = string.Join(' ', missing.Take(10).Select(rune => $"{char.ConvertFromUtf32(rune)} (U+{rune:X4})"));
        var message =
            $"No installed font has {some}{(missing.Count > 10 ? " and others" : "")}; .docx can be written without.";
        throw new DocumentRefusedException([
            new Refusal(RefusalReason.MissingGlyph, "document", message) { Subject = some },
        ]);
    }

    public List<Warning> Warnings()
    {
        var warnings = new List<Warning>();
        foreach (
            var (role, face) in used.OrderBy(use => use.Role).ThenBy(use => use.Face.Family, StringComparer.Ordinal)
        )
        {
            var faces = fonts.Faces(role, script);
            if (faces.IsOfficial(face))
                continue;
            var asked = FontLibrary.OfficialName(role, script);
            var lacks = faces.Official > 0 ? "lacks some of the characters" : "is not installed";
            warnings.Add(
                new Warning(WarningKind.FontSubstituted, $"{asked} {lacks}; {face.Family} stands in.")
                {
                    Asked = asked,
                    Used = face.Family,
                }
            );
        }
        if (replaced > 0)
            warnings.Add(new Warning(WarningKind.CharacterReplaced, $"{replaced} control characters were set as 〓."));
        return warnings;
    }
}
