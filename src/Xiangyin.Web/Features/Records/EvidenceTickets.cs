using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Records;

/// <summary>
/// Lets a form carry files that were uploaded already, so that an error elsewhere does not ask for them again. A ticket names one file and one
/// person and can't be made by hand: knowing a file's hash gives nobody the file.
/// </summary>
internal sealed class EvidenceTickets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("evidence-ticket");

    public string Of(Evidence evidence, PersonId holder) =>
        protector.Protect(JsonSerializer.Serialize(new Ticket(evidence, holder)));

    /// <summary>The file that a ticket stands for; none when it is not this person's or no ticket at all.</summary>
    public Evidence? Read(string ticket, PersonId holder)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Ticket>(protector.Unprotect(ticket));
            return read?.Holder == holder ? read.Evidence : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Ticket(Evidence Evidence, PersonId Holder);
}
