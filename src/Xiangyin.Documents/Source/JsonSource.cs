using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Xiangyin.Documents;

/// <summary>A document as JSON; its properties bear the model's names.</summary>
internal sealed class JsonSource(SourceFaults faults, Func<string, ImmutableArray<byte>?> picture)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 16,
    };

    public OfficialDocument Read(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json, Lenient);
            var document = Document(new Node(parsed.RootElement, "", faults));
            faults.Throw();
            return document;
        }
        catch (JsonException broken)
        {
            faults.Add(
                RefusalReason.NotReadable,
                $"line {broken.LineNumber + 1}",
                "This is not JSON from here on, or lists and objects stand too deep in each other."
            );
            faults.Throw();
            throw;
        }
    }

    private OfficialDocument Document(Node node)
    {
        node.Only(
            "form",
            "script",
            "head",
            "title",
            "addressee",
            "body",
            "annexes",
            "attendances",
            "signature",
            "date",
            "note",
            "colophon",
            "verification"
        );
        return new OfficialDocument
        {
            Form = node.Choice("form", SourceWords.Forms) ?? DocumentForm.WorkReport,
            Script = node.Choice("script", SourceWords.Scripts) ?? Script.Simplified,
            Head = node.Inside("head") is { } head ? Head(head) : null,
            Title = node.Need("title"),
            Addressee = node.Text("addressee"),
            Body = Blocks(node, "body"),
            Annexes =
            [
                .. node.List("annexes")
                    .Select(annex => annex.Only("title", "body"))
                    .Select(annex => new Annex(annex.Need("title")) { Body = Blocks(annex, "body") }),
            ],
            Attendances =
            [
                .. node.List("attendances")
                    .Select(each => each.Only("label", "names"))
                    .Select(each => new Attendance(each.Need("label"), each.Need("names"))),
            ],
            Signature = node.Inside("signature") is { } signature ? Signature(signature) : null,
            Date = node.Day("date"),
            Note = node.Text("note"),
            Colophon = node.Inside("colophon") is { } colophon ? Colophon(colophon) : null,
            Verification = node.Address("verification"),
        };
    }

    private static DocumentHead Head(Node node)
    {
        node.Only("mark", "number", "copyNumber", "secrecy", "urgency", "signatories");
        return new DocumentHead(node.Need("mark"), node.Text("number"))
        {
            CopyNumber = node.Number("copyNumber") is { } copy ? (int)copy : null,
            Secrecy = node.Text("secrecy"),
            Urgency = node.Text("urgency"),
            Signatories = node.Texts("signatories"),
        };
    }

    private static Signature Signature(Node node)
    {
        node.Only("signers", "kind", "office", "sealDiameter");
        var signature = new Signature(node.Texts("signers"))
        {
            Kind = node.Choice("kind", SourceWords.Signatures) ?? SignatureKind.Unsealed,
            Office = node.Text("office"),
        };
        return node.Number("sealDiameter") is { } diameter
            ? signature with
            {
                SealDiameter = (double)diameter,
            }
            : signature;
    }

    private static Colophon Colophon(Node node)
    {
        node.Only("copyTo", "printedBy", "printedOn");
        return new Colophon
        {
            CopyTo = node.Text("copyTo"),
            PrintedBy = node.Need("printedBy"),
            PrintedOn = node.Day("printedOn"),
        };
    }

    // ---- blocks

    private ImmutableArray<Block> Blocks(Node node, string name) => [.. node.List(name).Select(Block).OfType<Block>()];

    private Block? Block(Node node)
    {
        if (node.AsText is { } text)
            return new Paragraph(text);
        if (node.Has("heading"))
        {
            node.Only("heading", "text");
            return new Heading((int)(node.Number("heading") ?? 0), Runs(node, "text"));
        }
        if (node.Has("paragraph"))
            return new Paragraph(Runs(node.Only("paragraph"), "paragraph"));
        if (node.Has("table") && node.Only("table").Inside("table") is { } table)
            return Table(table);
        if (node.Has("picture") && node.Only("picture").Inside("picture") is { } shown)
            return Picture(shown);
        if (node.Has("chart") && node.Only("chart").Inside("chart") is { } chart)
            return Chart(chart);
        node.Refuse("A block is a text or an object with heading, paragraph, table, picture or chart.");
        return null;
    }

    private static Table Table(Node node)
    {
        node.Only("title", "columns", "rows", "landscape");
        return new Table(
            [
                .. node.List("columns")
                    .Select(column =>
                        column.AsText is { } head
                            ? new Column(head)
                            : new Column(
                                column.Only("head", "align", "share").Need("head"),
                                column.Choice("align", SourceWords.Aligns) ?? CellAlign.Centre,
                                (double?)column.Number("share")
                            )
                    ),
            ],
            [.. node.List("rows").Select(row => row.Items().Select(cell => new Cell(Runs(cell))).ToImmutableArray())]
        )
        {
            Title = node.Text("title"),
            IsLandscape = node.Flag("landscape"),
        };
    }

    private Picture? Picture(Node node)
    {
        node.Only("file", "description", "caption", "width");
        var file = node.Need("file");
        if (picture(file) is not { } bytes)
        {
            faults.Add(
                RefusalReason.PictureNotFound,
                node.Where + ".file",
                $"There is no picture '{file}' beside the source.",
                file
            );
            return null;
        }
        return new Picture(bytes, node.Need("description"))
        {
            Caption = node.Text("caption"),
            Width = (double?)node.Number("width"),
        };
    }

    private static Chart Chart(Node node)
    {
        node.Only("title", "categories", "series");
        return new Chart(
            node.Texts("categories"),
            [
                .. node.List("series")
                    .Select(series => series.Only("name", "values"))
                    .Select(series => new ChartSeries(
                        series.Text("name") ?? "",
                        [.. series.List("values").Select(value => value.AsNumber)]
                    )),
            ]
        )
        {
            Title = node.Text("title"),
        };
    }

    private static ImmutableArray<Inline> Runs(Node node, string name) =>
        node.Inside(name) is { } runs ? Runs(runs) : [];

    /// <summary>A text, a figure, or a list of both.</summary>
    private static ImmutableArray<Inline> Runs(Node node)
    {
        if (node.AsText is { } text)
            return [new Plain(text)];
        return node.IsList ? [.. node.Items().SelectMany(item => Runs(item))] : [Figure(node)];
    }

    private static Figure Figure(Node node)
    {
        node.Only("figure", "id", "address");
        return new Figure(node.Need("figure"), node.Text("id"), node.Address("address"));
    }

    // ---- reading with a place for every complaint

    private readonly record struct Node(JsonElement Json, string Where, SourceFaults Faults)
    {
        public string? AsText => Json.ValueKind == JsonValueKind.String ? Json.GetString() : null;

        public bool IsList => Json.ValueKind == JsonValueKind.Array;

        public decimal? AsNumber
        {
            get
            {
                if (Json.ValueKind == JsonValueKind.Number && Json.TryGetDecimal(out var number))
                    return number;
                if (Json.ValueKind != JsonValueKind.Null)
                    Refuse("A number or null is expected.");
                return null;
            }
        }

        public void Refuse(string message) => Faults.Add(RefusalReason.UnknownElement, Where, message);

        public bool Has(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out _);

        /// <summary>Refuses properties of other names.</summary>
        public Node Only(params string[] names)
        {
            if (Json.ValueKind != JsonValueKind.Object)
            {
                Refuse("An object in braces is expected.");
                return this;
            }
            foreach (var property in Json.EnumerateObject())
            {
                if (!names.Contains(property.Name))
                    Faults.Add(
                        RefusalReason.UnknownElement,
                        At(property.Name),
                        $"There is no '{property.Name}' here; known are {string.Join(", ", names)}.",
                        property.Name
                    );
            }
            return this;
        }

        public Node? Inside(string name) =>
            Json.ValueKind == JsonValueKind.Object
            && Json.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
                ? new Node(value, At(name), Faults)
                : null;

        public IEnumerable<Node> List(string name) => Inside(name) is { } list ? list.Items() : [];

        public IEnumerable<Node> Items()
        {
            if (!IsList)
            {
                Refuse("A list in brackets is expected.");
                yield break;
            }
            var number = 0;
            foreach (var item in Json.EnumerateArray())
                yield return new Node(item, $"{Where}[{number++}]", Faults);
        }

        public string? Text(string name)
        {
            if (Inside(name) is not { } value)
                return null;
            if (value.AsText is null)
                value.Refuse("A text in quotes is expected.");
            return value.AsText;
        }

        public string Need(string name)
        {
            if (Inside(name) is null)
                Faults.Add(RefusalReason.Missing, At(name), $"'{name}' is needed here.");
            return Text(name) ?? "";
        }

        public ImmutableArray<string> Texts(string name) =>
            [.. List(name).Select(item => item.AsText ?? Refused(item))];

        private static string Refused(Node item)
        {
            item.Refuse("A text in quotes is expected.");
            return "";
        }

        public decimal? Number(string name) => Inside(name)?.AsNumber;

        public bool Flag(string name)
        {
            if (Inside(name) is not { } value)
                return false;
            if (value.Json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                value.Refuse("true or false is expected.");
            return value.Json.ValueKind == JsonValueKind.True;
        }

        public DateOnly Day(string name)
        {
            if (
                DateOnly.TryParseExact(
                    Need(name),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
                return day;
            Faults.Add(RefusalReason.UnknownElement, At(name), "A day is written like 2022-01-14.");
            return default;
        }

        public Uri? Address(string name)
        {
            if (Text(name) is not { } text)
                return null;
            if (Uri.TryCreate(text, UriKind.Absolute, out var address))
                return address;
            Faults.Add(RefusalReason.LinkAddress, At(name), $"'{text}' is not an absolute address.");
            return null;
        }

        public T? Choice<T>(string name, (string Word, T Value)[] words)
            where T : struct
        {
            if (Text(name) is not { } text)
                return null;
            var found = SourceWords.Find(words, text, out var choices);
            if (found is null)
                Faults.Add(RefusalReason.UnknownElement, At(name), $"'{text}' is none of {choices}.", text);
            return found;
        }

        private string At(string name) => Where.Length == 0 ? name : $"{Where}.{name}";
    }
}
