using System.Collections.Immutable;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>A document as text.</summary>
public static class PlainText
{
    /// <summary>
    /// The document as somebody reading it aloud would: one line for each element in reading order, with the words the
    /// standard adds (附件, 抄送 …); a table's cells parted by tabs, its head first.
    /// </summary>
    public static string ToPlainText(this OfficialDocument document)
    {
        var text = new StringBuilder();
        foreach (var element in Composition.Of(document))
        {
            if (element.Table is { } table)
            {
                text.AppendJoin('\t', table.Columns.Select(column => column.Head)).Append('\n');
                foreach (var row in table.Rows)
                    text.AppendJoin('\t', row.Select(cell => Of(cell.Text))).Append('\n');
                continue;
            }
            text.Append(element.Label).Append(Of(element.Text));
            foreach (var trailing in element.Trailing)
                text.Append('\t').Append(trailing);
            text.Append('\n');
        }
        return text.ToString();
    }

    internal static string Of(ImmutableArray<Inline> runs) =>
        runs.Length == 1 ? runs[0].Text : string.Concat(runs.Select(run => run.Text));
}
