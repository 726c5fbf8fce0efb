using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Capture;

/// <summary>What a phone's script asks and sends: JSON both ways.</summary>
// Below /api/ the gate asks for the form's token in a header.
[IgnoreAntiforgeryToken]
internal abstract class CapturePage(T t) : PageModel
{
    protected static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    protected T T => t;

    /// <summary>Why what is sent is not taken from whoever is signed in; none when it is.</summary>
    protected IActionResult? IsOfSomebodyElse(Scope scope) =>
        Guid.TryParse(Request.Headers[Gate.PersonHeader], out var person) && person == scope.Actor.Id.Value
            ? null
            : Refuse(StatusCodes.Status403Forbidden, "other-person", T["capture.refused.other-person"]);

    protected IActionResult Say(object answer)
    {
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(answer, Json);
    }

    protected IActionResult Refuse(int status, string rule, string words) => Refuse(status, new Refused(rule, words));

    protected IActionResult Refuse(int status, Refused refused)
    {
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(refused, Json) { StatusCode = status };
    }

    /// <summary>The answer to what the ledger or the store did not take.</summary>
    protected static int StatusOf(LedgerRefusal refusal) =>
        refusal.Rule switch
        {
            LedgerRefusal.DiskFull => StatusCodes.Status507InsufficientStorage,
            LedgerRefusal.SameId or LedgerRefusal.ChangedMeanwhile or LedgerRefusal.AlreadyWithdrawn =>
                StatusCodes.Status409Conflict,
            LedgerRefusal.NotFound => StatusCodes.Status404NotFound,
            LedgerRefusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
}
