namespace Xiangyin.Web.Features.Reports;

/// <summary>The site as its reader calls it.</summary>
internal static class RequestSite
{
    extension(HttpRequest request)
    {
        /// <summary>Where this site is, for links that leave it inside a document.</summary>
        public Uri Site => new($"{request.Scheme}://{request.Host}");
    }
}
