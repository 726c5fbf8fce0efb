namespace Xiangyin.Documents;

// The structure tree (ISO 32000-1 §14.7).
internal sealed partial class PdfWriter
{
    /// <summary>Writes it and gives its root's number, or 0 where there is none.</summary>
    private int Tags()
    {
        if (tags is null)
            return 0;
        tags.Order();
        var root = Reserve(3 + tags.All.Count);
        tags.Root.Number = root + 2;
        for (var i = 0; i < tags.All.Count; i++)
            tags.All[i].Number = root + 3 + i;
        Begin(root).Add($"<</Type/StructTreeRoot/K {root + 2} 0 R/ParentTree {root + 1} 0 R");
        file.Add($"/ParentTreeNextKey {tags.Pages.Count + tags.Annotated.Count}>>\nendobj\n");
        ParentTree(root + 1, tags);
        Tag(tags.Root, root);
        foreach (var tag in tags.All)
            Tag(tag, tag.Parent!.Number);
        return root;
    }

    /// <summary>From contents and annotations back to their tags.</summary>
    private void ParentTree(int number, TagTree tree)
    {
        Begin(number).Add("<</Nums["u8);
        for (var i = 0; i < tree.Pages.Count; i++)
            file.Number(i).Add("["u8).References(tree.Pages[i].Select(tag => tag.Number)).Add("]"u8);
        for (var i = 0; i < tree.Annotated.Count; i++)
            file.Number(tree.FirstAnnotation + i).Add(" "u8).Number(tree.Annotated[i].Number).Add(" 0 R "u8);
        file.Add("]>>\nendobj\n"u8);
    }

    private void Tag(TagTree.Tag tag, int parent)
    {
        Begin(tag.Number).Add("<</Type/StructElem/S/"u8).Add(tag.Name).Add("/P "u8).Number(parent).Add(" 0 R"u8);
        if (tag.Description is { } description)
            file.Add("/Alt"u8).TextString(description);
        if (tag.Name == "TH")
            file.Add("/A<</O/Table/Scope/Column>>"u8);
        file.Add("/K["u8);
        foreach (var kid in tag.Kids)
        {
            if (kid.Tag is { } inner)
                file.Number(inner.Number).Add(" 0 R "u8);
            else if (kid.Annotation > 0)
                file.Add("<</Type/OBJR/Pg "u8)
                    .Number(PageObject(kid.Page))
                    .Add(" 0 R/Obj "u8)
                    .Number(kid.Annotation)
                    .Add(" 0 R>>"u8);
            else
                file.Add("<</Type/MCR/Pg "u8)
                    .Number(PageObject(kid.Page))
                    .Add(" 0 R/MCID "u8)
                    .Number(kid.Content)
                    .Add(">>"u8);
        }
        file.Add("]>>\nendobj\n"u8);
    }
}
