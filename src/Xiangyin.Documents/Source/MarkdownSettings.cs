using System.Collections.Immutable;
using System.Globalization;

namespace Xiangyin.Documents;

/// <summary>The settings at the head of a Markdown source: lines of <c>name: value</c> between two lines of dashes.</summary>
internal sealed class MarkdownSettings(SourceFaults faults)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["form"] = "form",
        ["版式"] = "form",
        ["script"] = "script",
        ["字体"] = "script",
        ["mark"] = "mark",
        ["发文机关标志"] = "mark",
        ["number"] = "number",
        ["发文字号"] = "number",
        ["copy-number"] = "copy-number",
        ["份号"] = "copy-number",
        ["secrecy"] = "secrecy",
        ["密级"] = "secrecy",
        ["urgency"] = "urgency",
        ["紧急程度"] = "urgency",
        ["signatories"] = "signatories",
        ["签发人"] = "signatories",
        ["addressee"] = "addressee",
        ["主送"] = "addressee",
        ["主送机关"] = "addressee",
        ["signers"] = "signers",
        ["署名"] = "signers",
        ["seal"] = "seal",
        ["印章"] = "seal",
        ["office"] = "office",
        ["职务"] = "office",
        ["date"] = "date",
        ["成文日期"] = "date",
        ["note"] = "note",
        ["附注"] = "note",
        ["copy-to"] = "copy-to",
        ["抄送"] = "copy-to",
        ["printed-by"] = "printed-by",
        ["印发机关"] = "printed-by",
        ["printed-on"] = "printed-on",
        ["印发日期"] = "printed-on",
        ["verification"] = "verification",
        ["核验网址"] = "verification",
    };

    private static readonly string[] Attendance = ["出席", "请假", "列席", "請假"];

    private readonly Dictionary<string, (string Value, int Line)> given = [];
    private readonly List<Attendance> attendances = [];

    /// <summary>Reads them and gives the first line after them.</summary>
    public int Read(string[] lines)
    {
        if (lines[0].Trim() != "---")
            return 0;
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim() == "---")
                return i + 1;
            if (lines[i].Trim().Length > 0)
                Read(lines[i], i + 1);
        }
        faults.Add(RefusalReason.NotReadable, "line 1", "The settings have no closing line of ---.");
        return lines.Length;
    }

    private void Read(string line, int number)
    {
        var setting = MarkdownSource.Setting().Match(line);
        var (name, value) = (setting.Groups[1].Value, setting.Groups[2].Value.Trim());
        if (setting.Success && Attendance.Contains(name))
            attendances.Add(new Attendance(name, value));
        else if (setting.Success && Names.TryGetValue(name, out var known))
            given[known] = (value, number);
        else
            faults.Add(
                RefusalReason.UnknownElement,
                $"line {number}",
                $"'{line.Trim()}' is no setting; known are {string.Join(", ", Names.Keys.Concat(Attendance))}.",
                line.Trim()
            );
    }

    public OfficialDocument Document(string title, ImmutableArray<Block> body, ImmutableArray<Annex> annexes) =>
        new()
        {
            Form = Choice("form", SourceWords.Forms) ?? DocumentForm.WorkReport,
            Script = Choice("script", SourceWords.Scripts) ?? Script.Simplified,
            Head = Head(),
            Title = title,
            Addressee = Text("addressee"),
            Body = body,
            Annexes = annexes,
            Attendances = [.. attendances],
            Signature = Signature(),
            Date = Day("date") ?? Missing("date"),
            Note = Text("note"),
            Colophon = Colophon(),
            Verification = Text("verification") is { } text ? Address(text) : null,
        };

    private DocumentHead? Head() =>
        Text("mark") is { } mark
            ? new DocumentHead(mark, Text("number"))
            {
                CopyNumber = CopyNumber(),
                Secrecy = Text("secrecy"),
                Urgency = Text("urgency"),
                Signatories = List("signatories"),
            }
            : null;

    private Signature? Signature() =>
        Text("signers") is null
            ? null
            : new Signature(List("signers"))
            {
                Kind = Choice("seal", SourceWords.Signatures) ?? SignatureKind.Unsealed,
                Office = Text("office"),
            };

    private Colophon? Colophon() =>
        Text("printed-by") is { } by
            ? new Colophon
            {
                CopyTo = Text("copy-to"),
                PrintedBy = by,
                PrintedOn = Day("printed-on") ?? Missing("printed-on"),
            }
            : null;

    private int? CopyNumber()
    {
        if (Text("copy-number") is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(RefusalReason.OutOfRange, Where("copy-number"), "A copy number is 1 to 999999.");
        return null;
    }

    private string? Text(string name) =>
        given.TryGetValue(name, out var found) && found.Value.Length > 0 ? found.Value : null;

    private string Where(string name) => given.TryGetValue(name, out var found) ? $"line {found.Line}" : name;

    private ImmutableArray<string> List(string name) =>
        Text(name) is { } text ? [.. MarkdownSource.Parts(text).Where(part => part.Length > 0)] : [];

    private DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        string[] forms = ["yyyy-MM-dd", "yyyy年M月d日"];
        if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        faults.Add(RefusalReason.UnknownElement, Where(name), "A day is written like 2022-01-14 or 2022年1月14日.");
        return default(DateOnly);
    }

    private DateOnly Missing(string name)
    {
        faults.Add(RefusalReason.Missing, name, $"'{name}' is needed among the settings, like 2022-01-14.");
        return default;
    }

    private Uri? Address(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
            return address;
        faults.Add(RefusalReason.LinkAddress, Where("verification"), $"'{text}' is not an absolute address.");
        return null;
    }

    private T? Choice<T>(string name, (string Word, T Value)[] words)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var found = SourceWords.Find(words, text, out var choices);
        if (found is null)
            faults.Add(RefusalReason.UnknownElement, Where(name), $"'{text}' is none of {choices}.", text);
        return found;
    }
}
