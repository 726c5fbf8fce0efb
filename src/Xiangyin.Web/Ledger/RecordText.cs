using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Records, unit changes and catalogue files as text in the database. Equal content gives equal text.</summary>
internal static class RecordText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitWhatFollows, TellUnitChangesApart } },
        Converters = { new JsonStringEnumConverter(), new UnitIdText(), new PersonIdText() },
    };

    public static string Of(WorkRecord record) =>
        JsonSerializer.Serialize(
            record with
            {
                Measures = new SortedDictionary<string, Measure>(
                    record.Measures.ToDictionary(m => m.Key, m => Plain(m.Value)),
                    StringComparer.Ordinal
                ),
                Dimensions = new SortedDictionary<string, string>(
                    record.Dimensions.ToDictionary(),
                    StringComparer.Ordinal
                ),
            },
            Options
        );

    public static WorkRecord Record(string text) => JsonSerializer.Deserialize<WorkRecord>(text, Options)!;

    public static string Of(UnitChange change) => JsonSerializer.Serialize(change, Options);

    public static UnitChange UnitChange(string text) => JsonSerializer.Deserialize<UnitChange>(text, Options)!;

    public static string Of(IReadOnlyList<CatalogueFile> files) => JsonSerializer.Serialize(files, Options);

    public static IReadOnlyList<CatalogueFile> CatalogueFiles(string text) =>
        JsonSerializer.Deserialize<IReadOnlyList<CatalogueFile>>(text, Options)!;

    /// <summary>Whether two contents say the same; when a file was taken in does not matter, a sender may send it twice.</summary>
    public static bool SayTheSame(WorkRecord a, WorkRecord b) => Of(Undated(a)) == Of(Undated(b));

    private static WorkRecord Undated(WorkRecord record) =>
        record with
        {
            Evidence = [.. record.Evidence.Select(e => e with { AddedAt = default })],
        };

    // 6240 and 6240.0 are one amount.
    private static Measure Plain(Measure measure) =>
        measure with
        {
            Amount = measure.Amount / 1.0000000000000000000000000000m,
        };

    private static void OmitWhatFollows(JsonTypeInfo type)
    {
        if (type.Type == typeof(WorkRecord))
        {
            foreach (var property in type.Properties.Where(p => p.Name == "eventId"))
            {
                property.ShouldSerialize = (_, _) => false;
            }
        }
    }

    private static void TellUnitChangesApart(JsonTypeInfo type)
    {
        if (type.Type == typeof(UnitChange))
        {
            type.PolymorphismOptions = new()
            {
                TypeDiscriminatorPropertyName = "change",
                DerivedTypes =
                {
                    new(typeof(UnitFounded), "founded"),
                    new(typeof(UnitRenamed), "renamed"),
                    new(typeof(UnitMoved), "moved"),
                    new(typeof(UnitMerged), "merged"),
                    new(typeof(UnitSplit), "split"),
                    new(typeof(UnitClosed), "closed"),
                },
            };
        }
    }

    private sealed class UnitIdText : JsonConverter<UnitId>
    {
        public override UnitId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, UnitId value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }

    private sealed class PersonIdText : JsonConverter<PersonId>
    {
        public override PersonId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
