using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Takes spreadsheets in and hands them out.</summary>
internal static class SheetFile
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The bytes of an uploaded workbook.</summary>
    /// <exception cref="SheetRefusal">It is too large.</exception>
    public static async Task<byte[]> Read(IFormFile file, CancellationToken ct)
    {
        if (file.Length > Workbook.Limit)
        {
            throw new SheetRefusal(SheetRefusal.TooLarge, $"{Workbook.Limit >> 20}");
        }

        var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return content.ToArray();
    }

    /// <summary>A refusal in the reader's words.</summary>
    public static string Words(T T, SheetRefusal refusal) => T[$"sheet.refusal.{refusal.Rule}", [.. refusal.Arguments]];

    /// <summary>A problem of a cell in the reader's words.</summary>
    public static string Words(T T, CellProblem problem) =>
        T.Has($"sheet.problem.{problem.Rule}")
            ? T[$"sheet.problem.{problem.Rule}", [.. problem.Arguments]]
            : T[$"problem.{problem.Rule}", [.. problem.Arguments]];

    /// <summary>A name that every system takes as a file's.</summary>
    public static string NameOf(string words) =>
        string.Concat(
            words.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)
        ) + ".xlsx";
}
