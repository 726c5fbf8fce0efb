namespace Xiangyin.Documents;

// The outline.
internal sealed partial class PdfWriter
{
    /// <summary>The headings as a tree; gives the root's number, or 0 where there are none.</summary>
    private int Outline()
    {
        var entries = set.Outline;
        if (entries.Count == 0)
            return 0;
        var root = Reserve(entries.Count + 1);
        var parents = new int[entries.Count];
        var open = new Stack<int>();
        for (var i = 0; i < entries.Count; i++)
        {
            while (open.Count > 0 && entries[open.Peek()].Level >= entries[i].Level)
                open.Pop();
            parents[i] = open.Count > 0 ? open.Peek() : -1;
            open.Push(i);
        }
        var children = Enumerable.Range(0, entries.Count).ToLookup(i => parents[i]);
        int Number(int entry) => root + 1 + entry;

        void Kin(int parent)
        {
            var list = children[parent].ToList();
            if (list.Count > 0)
                file.Add($"/First {Number(list[0])} 0 R/Last {Number(list[^1])} 0 R/Count {list.Count}");
        }

        Begin(root).Add("<</Type/Outlines"u8);
        Kin(-1);
        file.Add(">>\nendobj\n"u8);
        foreach (var family in children)
        {
            var list = family.ToList();
            for (var k = 0; k < list.Count; k++)
            {
                var entry = entries[list[k]];
                Begin(Number(list[k])).Add("<</Title"u8).TextString(entry.Text);
                file.Add($"/Parent {(family.Key < 0 ? root : Number(family.Key))} 0 R");
                if (k > 0)
                    file.Add($"/Prev {Number(list[k - 1])} 0 R");
                if (k + 1 < list.Count)
                    file.Add($"/Next {Number(list[k + 1])} 0 R");
                Kin(list[k]);
                file.Add($"/Dest[{PageObject(entry.Page)} 0 R/XYZ 0 ")
                    .Number(FromBottom(entry.Top - 5))
                    .Add(" null]>>\nendobj\n"u8);
            }
        }
        return root;
    }
}
