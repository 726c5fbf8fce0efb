namespace Xiangyin.Ledger;

/// <summary>
/// How soon after the last day of what it tells a record first reached the ledger. No form asks for it: every record counts as if it had
/// it as a dimension <c>recorded</c>, <c>week</c> or <c>later</c>.
/// </summary>
public static class Promptness
{
    /// <summary>A week, in days.</summary>
    public const int Days = 7;

    /// <summary>Within a week.</summary>
    public const string Week = "week";

    /// <summary>After more than a week.</summary>
    public const string Later = "later";

    /// <summary>The dimension that every catalogue has.</summary>
    internal static Dimension Dimension { get; } =
        new(
            WellKnown.Recorded,
            new("记录的快慢", "記錄的快慢", "How soon recorded"),
            [
                new(Week, new("一周内记下", "一週內記下", "within a week")),
                new(Later, new("一周后才记", "一週後才記", "later than a week")),
            ],
            Ordered: false
        );

    /// <summary>The value for a record; what lies ahead was recorded in time.</summary>
    /// <param name="record">The version that counts.</param>
    /// <param name="firstRecordedAt">When the record's first version became known.</param>
    public static string Of(WorkRecord record, DateTimeOffset firstRecordedAt) =>
        Day.Of(firstRecordedAt).DayNumber - (record.Until ?? record.On).DayNumber <= Days ? Week : Later;

    /// <summary>The record as it is counted: with the dimension.</summary>
    /// <param name="record">The version that counts.</param>
    /// <param name="firstRecordedAt">When the record's first version became known.</param>
    public static WorkRecord Told(WorkRecord record, DateTimeOffset firstRecordedAt) =>
        record with
        {
            Dimensions = new Dictionary<string, string>(record.Dimensions)
            {
                [WellKnown.Recorded] = Of(record, firstRecordedAt),
            },
        };
}
