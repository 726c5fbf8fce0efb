using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>A form opened for somebody who may fill it.</summary>
internal sealed class OpenForm(SuperiorForm form, byte[] content)
{
    private readonly Dictionary<int, FormTable?> tables = [];

    public SuperiorForm Form => form;

    public byte[] Content => content;

    /// <summary>The form; none where there is no such one, or it is not the actor's to fill.</summary>
    public static OpenForm? Find(FormBook forms, Guid id, Scope scope) =>
        forms.Find(id) is { } form && scope.May(Verb.WriteReport, form.Unit) ? new(form, forms.Content(id)) : null;

    /// <summary>A sheet of it; none where the file has no such sheet any more, or nothing stands on it.</summary>
    public FormTable? Table(int sheet)
    {
        if (!tables.TryGetValue(sheet, out var table))
        {
            try
            {
                using var workbook = Workbook.Open(content);
                table = sheet < workbook.Sheets.Count ? new FormTable(workbook, sheet) : null;
            }
            catch (SheetRefusal)
            {
                table = null;
            }

            tables[sheet] = table;
        }

        return table;
    }
}
