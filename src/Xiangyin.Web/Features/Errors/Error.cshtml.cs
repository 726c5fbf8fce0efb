using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Errors;

/// <summary>What a person reads instead of a status code.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel(T t) : PageModel
{
    public int Code { get; private set; }

    // One handler for every method: a refused POST is answered under its own method.
    public void OnGet(int code)
    {
        Code =
            t.Has($"error.title.{code}") ? code
            : code < 500 ? 400
            : 500;
        Response.StatusCode = code is >= 400 and <= 599 ? code : StatusCodes.Status404NotFound;
    }

    public void OnPost(int code) => OnGet(code);
}
