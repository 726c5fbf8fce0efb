namespace Xiangyin.Reading;

/// <summary>Makes the tree of levelled headings.</summary>
internal static class SectionTree
{
    public static IReadOnlyList<Section> Of(List<Heading> headings, int length)
    {
        var at = 0;
        return Children(headings, ref at, 0, length);
    }

    private static List<Section> Children(List<Heading> headings, ref int at, int above, int length)
    {
        var sections = new List<Section>();
        while (at < headings.Count && headings[at].Level > above)
        {
            var heading = headings[at++];
            var children = Children(headings, ref at, heading.Level, length);
            var end = at < headings.Count ? headings[at].Span.Start : length;
            sections.Add(new(heading, Span.Between(heading.Span.Start, end), children));
        }

        return sections;
    }
}
