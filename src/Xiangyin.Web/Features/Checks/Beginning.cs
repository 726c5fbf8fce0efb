using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Reading;
using Xiangyin.Web.Ledger;
using Measure = Xiangyin.Ledger.Measure;

namespace Xiangyin.Web.Features.Checks;

/// <summary>What a record out of a document would be.</summary>
internal enum BeginningKind
{
    /// <summary>A number that the document states.</summary>
    Reported,

    /// <summary>Something that it says is wanting.</summary>
    Problem,

    /// <summary>Something that it sets out to do.</summary>
    PlanItem,
}

/// <summary>A record that a document gives rise to, not yet written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Record">The record, without the document as evidence.</param>
/// <param name="Span">The words that it comes from.</param>
/// <param name="IsLikely">Whether it is proposed.</param>
internal sealed record Beginning(BeginningKind Kind, WorkRecord Record, Xiangyin.Reading.Span Span, bool IsLikely);

/// <summary>
/// What last year's report gives this year: its numbers as reported and never counted, its problems, its plan. The id of each record follows from the
/// document and the place in it, so that beginning twice from one document records once.
/// </summary>
internal sealed class Beginnings(Catalogue catalogue, Checked found, PersonId by, DateOnly today)
{
    public const string Shows = "document";
    private const string Problem = "problem";
    private const string PlanItem = "plan-item";

    /// <summary>The kinds of record that a document gives rise to.</summary>
    public static readonly IReadOnlyList<string> Kinds = [ReportedFigures.Kind, Problem, PlanItem];

    private const string Field = "field";
    private const string WorkField = "work-field";
    private const int ShortTitle = 6;
    private const int LongTitle = 60;
    private const int MostText = 2000;

    private static readonly SearchValues<char> TitleEnds = SearchValues.Create("，。；;,：:\n");
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。；！？\n");

    private readonly byte[] document = SHA256.HashData(Encoding.UTF8.GetBytes(found.Document.Text));

    /// <summary>All of them, as far as the county's catalogue has their kinds.</summary>
    public IReadOnlyList<Beginning> All() =>
        [
            .. Has(ReportedFigures.Kind) ? Reported() : [],
            .. Has(Problem) ? Problems() : [],
            .. Has(PlanItem) ? Plan() : [],
        ];

    private bool Has(string kind) => catalogue.Kind(kind)?.Evidence.Any(e => e.Id == Shows) == true;

    private IEnumerable<Beginning> Reported() =>
        from compared in found.Comparisons
        where
            compared is { Match: not null, IsEachVillage: false, Figure: { } figure }
            && compared.Figure.Query.Unit == found.Scope.Unit
            && compared.Quantity
                is {
                    Value: not null,
                    Condition: false,
                    Nature: not QuantityNature.Plan and not QuantityNature.Standard
                }
        let figure = compared.Figure
        let query = figure.Query
        let isStock = figure.Indicator.Nature == Nature.Stock
        let last = query.CutOff < query.Period.To || isStock ? query.CutOff : query.Period.To
        select new Beginning(
            BeginningKind.Reported,
            Of(ReportedFigures.Kind, compared.Quantity.Span, isStock ? last : query.Period.From) with
            {
                Until = isStock || last <= query.Period.From ? null : last,
                Title = Cut($"{figure.Indicator.Name.Hans}：{compared.Quantity.Text}"),
                Text = SentenceOf(compared.Quantity.Span),
                Measures = new Dictionary<string, Measure>
                {
                    [ReportedFigures.Measure] = new(
                        compared.Quantity.Value,
                        ApproximationOf(compared.Quantity),
                        Basis.Reported
                    ),
                },
                Dimensions = new Dictionary<string, string> { [ReportedFigures.Dimension] = figure.Indicator.Id },
            },
            compared.Quantity.Span,
            compared.IsChosen || compared.Match!.Confidence >= Matcher.Sure
        );

    // What was wanting when the report was signed opens the review of the year that followed.
    private IEnumerable<Beginning> Problems()
    {
        var opens = new DateOnly(found.Scope.Year + 1, 1, 1);
        var signed = found.Document.SignedOn?.From is { } day && day > opens ? day : opens;
        return found.Document.Problems.Select(p => new Beginning(
            BeginningKind.Problem,
            Said(Problem, p, signed > today ? today : signed),
            p.Span,
            true
        ));
    }

    private IEnumerable<Beginning> Plan() =>
        found.Document.PlanItems.Select(p => new Beginning(
            BeginningKind.PlanItem,
            Said(PlanItem, p, new(found.Scope.Year + 1, 1, 1)) with
            {
                Until = new DateOnly(found.Scope.Year + 1, 12, 31),
            },
            p.Span,
            true
        ));

    private WorkRecord Said(string kind, Item item, DateOnly on) =>
        Of(kind, item.Span, on) with
        {
            Title = TitleOf(item.Text),
            Text = item.Text.Length <= MostText ? item.Text : item.Text[..MostText],
            Dimensions = new Dictionary<string, string> { [Field] = FieldOf(item.Text) },
        };

    private WorkRecord Of(string kind, Xiangyin.Reading.Span span, DateOnly on) =>
        new()
        {
            Id = IdOf(kind, span),
            Kind = kind,
            KindVersion = catalogue.Kind(kind)!.Version,
            Unit = found.Scope.Unit,
            On = on,
            Title = "",
            Author = by,
        };

    /// <summary>A UUID of version 8 (RFC 9562): the digest of document, unit, kind and place.</summary>
    private Guid IdOf(string kind, Xiangyin.Reading.Span span)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(document);
        Span<byte> numbers = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(numbers, found.Scope.Unit.Value);
        BinaryPrimitives.WriteInt32BigEndian(numbers[8..], span.Start);
        BinaryPrimitives.WriteInt32BigEndian(numbers[12..], span.Length);
        hash.AppendData(numbers);
        hash.AppendData(Encoding.UTF8.GetBytes(kind));
        var id = hash.GetHashAndReset().AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new(id, bigEndian: true);
    }

    // Up to the first mark; where that says next to nothing, up to the second.
    private static string TitleOf(string text)
    {
        var words = text.Trim();
        var end = words.AsSpan(Math.Min(ShortTitle, words.Length)).IndexOfAny(TitleEnds);
        return Cut(end < 0 ? words : words[..(end + ShortTitle)]);
    }

    private static string Cut(string words) => words.Length <= LongTitle ? words : words[..(LongTitle - 1)] + "…";

    private string SentenceOf(Xiangyin.Reading.Span span)
    {
        var text = found.Document.Text;
        var start = span.Start == 0 ? 0 : text.AsSpan(0, span.Start).LastIndexOfAny(SentenceEnds) + 1;
        var rest = text.AsSpan(span.End).IndexOfAny(SentenceEnds);
        var sentence = text[start..(rest < 0 ? text.Length : span.End + rest)].Trim();
        return sentence.Length <= MostText ? sentence : sentence[..MostText];
    }

    // The field whose name shares most with the words.
    private string FieldOf(string text)
    {
        var plain = Wording.Plain(text);
        return catalogue
            .Dimension(WorkField)!
            .Values.Where(v => v.Retired is null)
            .MaxBy(v => IndicatorIndex.Pairs(v.Name.Hans).Sum(p => Count(plain, p)))!
            .Id;
    }

    private static int Count(string text, string words)
    {
        var count = 0;
        for (
            var at = text.IndexOf(words, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(words, at + 1, StringComparison.Ordinal)
        )
        {
            count++;
        }

        return count;
    }

    private static Xiangyin.Ledger.Approximation ApproximationOf(Quantity quantity) =>
        quantity.High is not null
            ? Xiangyin.Ledger.Approximation.About
            : quantity.Approximation switch
            {
                Xiangyin.Reading.Approximation.AtLeast => Xiangyin.Ledger.Approximation.AtLeast,
                Xiangyin.Reading.Approximation.AtMost => Xiangyin.Ledger.Approximation.AtMost,
                Xiangyin.Reading.Approximation.About => Xiangyin.Ledger.Approximation.About,
                _ => Xiangyin.Ledger.Approximation.Exact,
            };
}
