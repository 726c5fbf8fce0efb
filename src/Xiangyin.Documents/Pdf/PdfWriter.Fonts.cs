namespace Xiangyin.Documents;

// Fonts as subsets, with every code's Unicode value.
internal sealed partial class PdfWriter
{
    private static int FontObject(UsedFace face) => FirstFont + (ObjectsPerFont * (face.Number - 1));

    /// <summary>
    /// A character's code is its place among those used, so that two characters with one glyph stay two when the text is
    /// read back; a map leads from codes to the subset's glyphs.
    /// </summary>
    private void Font(UsedFace used)
    {
        var (number, name) = (FontObject(used), used.SubsetName);
        Begin(number)
            .Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{number + 1} 0 R]");
        file.Add($"/ToUnicode {number + 4} 0 R>>\nendobj\n");
        Begin(number + 1)
            .Add(
                $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            );
        file.Add($"/Supplement 0>>/FontDescriptor {number + 2} 0 R/CIDToGIDMap {number + 5} 0 R/DW 1000/W[1[");
        foreach (var rune in used.Runes)
            file.Number(Thousandths(used.Face, rune)).Add(" "u8);
        file.Add("]]>>\nendobj\n"u8);
        Begin(number + 2)
            .Add($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-200 -300 1200 1000]/ItalicAngle 0");
        file.Add($"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 {number + 3} 0 R>>\nendobj\n");
        var subset = used.Subset;
        Stream(number + 3, $"/Length1 {subset.Bytes.Length}", subset.Bytes, subset.Packed.Deflated);
        Stream(number + 4, "", ToUnicode(used).Written);
        var map = new byte[2 * (used.Runes.Length + 1)];
        for (var i = 0; i < used.Runes.Length; i++)
        {
            var glyph = subset.Glyphs[used.Face.Glyph(used.Runes[i])];
            (map[(2 * i) + 2], map[(2 * i) + 3]) = ((byte)(glyph >> 8), (byte)glyph);
        }
        Stream(number + 5, "", map);
    }

    private static int Thousandths(FontFace face, int rune) => (int)Math.Round(face.Advance(face.Glyph(rune)) * 1000);

    private PdfBuffer ToUnicode(UsedFace used)
    {
        content
            .Clear()
            .Add(
                "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"u8
            );
        for (var from = 0; from < used.Runes.Length; from += 100)
        {
            var count = Math.Min(100, used.Runes.Length - from);
            content.Number(count).Add(" beginbfchar\n"u8);
            for (var i = from; i < from + count; i++)
            {
                content.Add("<"u8).Hex(i + 1).Add("><"u8);
                foreach (var unit in char.ConvertFromUtf32(used.Runes[i]))
                    content.Hex(unit);
                content.Add(">\n"u8);
            }
            content.Add("endbfchar\n"u8);
        }
        return content.Add("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"u8);
    }
}
