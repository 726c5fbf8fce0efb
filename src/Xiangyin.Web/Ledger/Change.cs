using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>Something a person asks the ledger to write.</summary>
/// <param name="ChangeId">Made by the sender, so that sending twice is harmless. Of a new record it is the record's id.</param>
/// <param name="By">Who.</param>
/// <param name="At">Only for what is brought in with its own instants (demonstration, import): never before the last one, never in the future.</param>
internal abstract record Change(Guid ChangeId, PersonId By, DateTimeOffset? At);

/// <summary>A first version.</summary>
/// <param name="Record">What it says.</param>
/// <param name="By">Who.</param>
/// <param name="At">As of every change.</param>
/// <param name="Heard">
/// The sequence of the catalogue that was known where it was captured: evidence that was enough then is kept, though less may be enough by now.
/// </param>
internal sealed record NewRecord(WorkRecord Record, PersonId By, DateTimeOffset? At = null, long? Heard = null)
    : Change(Record.Id, By, At);

/// <summary>Other content for a record, on top of the version that its author has seen.</summary>
/// <param name="ChangeId">As of every change.</param>
/// <param name="BaseVersion">The version that its author has seen.</param>
/// <param name="Content">What it says now.</param>
/// <param name="By">Who.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">As of every change.</param>
/// <param name="Heard">As of a new record.</param>
internal sealed record Correction(
    Guid ChangeId,
    int BaseVersion,
    WorkRecord Content,
    PersonId By,
    string Why,
    DateTimeOffset? At = null,
    long? Heard = null
) : Change(ChangeId, By, At);

/// <summary>A second person's word that the content is right as it stands.</summary>
internal sealed record Confirmation(Guid ChangeId, Guid Record, int BaseVersion, PersonId By, DateTimeOffset? At = null)
    : Change(ChangeId, By, At);

/// <summary>Takes a record out of every figure.</summary>
internal sealed record Withdrawal(
    Guid ChangeId,
    Guid Record,
    int BaseVersion,
    PersonId By,
    string Why,
    DateTimeOffset? At = null
) : Change(ChangeId, By, At);
