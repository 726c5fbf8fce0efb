using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xiangyin.Ledger;

// The files inside a package as JSON. What names or describes a person has no place in them.
internal static class PackageJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");

    /// <summary>A unit change with its case spelled out.</summary>
    public sealed record UnitLine(
        string Change,
        long Seq,
        long Unit,
        DateOnly On,
        UnitType? Type = null,
        LocalText? Name = null,
        long? Parent = null,
        string? Code = null,
        long? Into = null,
        IReadOnlyList<long>? Parts = null
    )
    {
        public static UnitLine Of(UnitChange change) =>
            change switch
            {
                UnitFounded f => new("founded", f.Seq, f.Unit.Value, f.On, f.Type, f.Name, f.Parent?.Value, f.Code),
                UnitRenamed r => new("renamed", r.Seq, r.Unit.Value, r.On, Name: r.Name),
                UnitMoved m => new("moved", m.Seq, m.Unit.Value, m.On, Parent: m.Parent.Value),
                UnitMerged m => new("merged", m.Seq, m.Unit.Value, m.On, Into: m.Into.Value),
                UnitSplit s => new("split", s.Seq, s.Unit.Value, s.On, Parts: [.. s.Into.Select(u => u.Value)]),
                UnitClosed c => new("closed", c.Seq, c.Unit.Value, c.On),
                _ => throw new InvalidOperationException($"unknown change {change}"),
            };

        public UnitChange ToChange() =>
            Change switch
            {
                "founded" => new UnitFounded(
                    Seq,
                    new(Unit),
                    On,
                    Need(Type),
                    Need(Name),
                    Parent is { } p ? new UnitId(p) : null,
                    Code
                ),
                "renamed" => new UnitRenamed(Seq, new(Unit), On, Need(Name)),
                "moved" => new UnitMoved(Seq, new(Unit), On, new(Need(Parent))),
                "merged" => new UnitMerged(Seq, new(Unit), On, new(Need(Into))),
                "split" => new UnitSplit(Seq, new(Unit), On, [.. Need(Parts).Select(u => new UnitId(u))]),
                "closed" => new UnitClosed(Seq, new(Unit), On),
                _ => throw new JsonException($"unknown change {Change}"),
            };

        private static T Need<T>(T? value)
            where T : class => value ?? throw new JsonException("a field is missing");

        private static T Need<T>(T? value)
            where T : struct => value ?? throw new JsonException("a field is missing");
    }

    /// <summary>A record as far as it counts: no title, no text, no place, no author; people are ordinals drawn for this package.</summary>
    public sealed record RecordLine(
        Guid Id,
        long Seq,
        DateTimeOffset RecordedAt,
        int Version,
        bool Waiting,
        string Kind,
        int KindVersion,
        long Unit,
        DateOnly On,
        DateOnly? Until,
        IReadOnlyDictionary<string, Measure> Measures,
        IReadOnlyDictionary<string, string> Dimensions,
        IReadOnlyList<PersonLine> People,
        IReadOnlyList<Link> Links,
        Guid? Event
    )
    {
        public static RecordLine Of(RecordVersion version, bool waiting, Func<PersonId, int> ordinalOf)
        {
            var content = version.Content;
            return new(
                content.Id,
                version.Seq,
                version.RecordedAt,
                version.Version,
                waiting,
                content.Kind,
                content.KindVersion,
                content.Unit.Value,
                content.On,
                content.Until,
                content.Measures,
                content.Dimensions,
                [.. content.Participants.Select(p => new PersonLine(p.Role, ordinalOf(p.Person)))],
                content.Links,
                content.Event
            );
        }

        // A counted version comes back as a confirmation, which counts whatever its kind asks; a waiting one as it waited.
        public RecordVersion ToVersion() =>
            new(
                Seq,
                RecordedAt,
                Version,
                Id,
                Waiting ? RecordAction.Correct : RecordAction.Confirm,
                new()
                {
                    Id = Id,
                    Kind = Kind,
                    KindVersion = KindVersion,
                    Unit = new(Unit),
                    On = On,
                    Until = Until,
                    Title = "",
                    Measures = Measures,
                    Dimensions = Dimensions,
                    Participants = [.. People.Select(p => new Participant(p.Role, PersonLine.Id(p.Person)))],
                    Links = Links,
                    Event = Event,
                    Author = default,
                },
                default,
                ""
            );
    }

    public sealed record PersonLine(string Role, int Person)
    {
        public static PersonId Id(int ordinal)
        {
            Span<byte> bytes = stackalloc byte[16];
            BitConverter.TryWriteBytes(bytes, ordinal);
            return new(new Guid(bytes));
        }
    }

    public sealed record Manifest(
        string Format,
        string Report,
        string County,
        DateTimeOffset KnownAt,
        long KnownSeq,
        DateTimeOffset SealedAt,
        string? AuditHead,
        string KeyFingerprint,
        IReadOnlyList<FileLine> Files
    );

    public sealed record FileLine(string Name, long Length, string Sha256);
}
