using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Demonstration;
using Xiangyin.Web.Features.Capture;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Capture;

/// <summary>A phone without a browser: says to the server what the script says.</summary>
internal sealed class BarePhone : IDisposable
{
    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();
    private readonly Uri address;
    private string? token;

    /// <param name="address">The site.</param>
    /// <param name="person">Who captured what it sends.</param>
    public BarePhone(Uri address, PersonId person)
    {
        this.address = address;
        SignIn(person);
        http = new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };
        http.DefaultRequestHeaders.Add(Gate.PersonHeader, person.Value.ToString());
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Somebody takes the phone in hand; what it has captured stays the first person's.</summary>
    public void SignIn(PersonId person)
    {
        cookies.Add(address, new Cookie("who", person.Value.ToString()));
        token = null;
    }

    /// <summary>Something that is no record.</summary>
    public Task<Said> SendText(string content) => Send("/api/capture/records", new StringContent(content));

    /// <summary>A volunteer event of the village, as captured.</summary>
    public static Dictionary<string, object?> Event(Guid id, string title, params byte[][] files) =>
        new()
        {
            ["id"] = id,
            ["kind"] = "volunteer-event",
            ["fields"] = Fields(title),
            ["files"] = files.Select(
                (f, i) =>
                    new
                    {
                        Hash = HashOf(f),
                        Shows = i == 0 ? "before" : "after",
                        Name = $"{title}{i}.png",
                    }
            ),
            ["capturedAt"] = "2022-10-08T09:00:00+08:00",
        };

    public static Dictionary<string, string[]> Fields(string title) =>
        new()
        {
            ["unit"] = ["3"],
            ["on"] = ["2022-10-07"],
            ["title"] = [title],
            ["dimension.service"] = ["clean-up"],
            ["measure.people"] = ["23"],
            ["measure.hours"] = ["46"],
        };

    /// <summary>A picture like no other.</summary>
    public static byte[] Photo(int side = 60)
    {
        var pixels = RandomNumberGenerator.GetBytes(side * side);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] &= 15;
        }

        return Png.Write(side, side, pixels, [.. Enumerable.Range(0, 16).Select(i => i * 0x101010)]);
    }

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public async Task<Said> Send(object captured) => await Send("/api/capture/records", JsonContent.Create(captured));

    public async Task<Said> Get(string path) => await Read(await http.GetAsync(path, Ct));

    /// <summary>The next piece of a file.</summary>
    public async Task<Said> Piece(byte[] file, int offset, long? length = null, byte[]? piece = null)
    {
        var content = new ByteArrayContent(piece ?? file[offset..Math.Min(file.Length, offset + ArrivingFiles.Chunk)]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await Send(
            $"/api/capture/files/{HashOf(file)}",
            content,
            ("Upload-Offset", offset),
            ("Upload-Length", length ?? file.Length)
        );
    }

    private async Task<Said> Send(string path, HttpContent content, params (string Name, long Value)[] headers)
    {
        token ??= (await Get("/api/capture/hello")).Body.GetProperty("token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(Gate.TokenHeader, token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value.ToString(CultureInfo.InvariantCulture));
        }

        return await Read(await http.SendAsync(request, Ct));
    }

    /// <summary>All of a file, from where the server says that it stopped.</summary>
    public async Task<Said> SendFile(byte[] file)
    {
        var said = await Get($"/api/capture/files/{HashOf(file)}");
        while (said is { Status: HttpStatusCode.OK } && !said.Body.GetProperty("here").GetBoolean())
        {
            said = await Piece(file, said.Body.GetProperty("offset").GetInt32());
        }

        return said;
    }

    private static async Task<Said> Read(HttpResponseMessage response)
    {
        using (response)
        {
            return new(
                response.StatusCode,
                JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement,
                response.Headers
            );
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What the server said to a phone.</summary>
internal sealed record Said(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public string Rule => Body.GetProperty("rule").GetString()!;

    public string Words => Body.GetProperty("words").GetString()!;

    public IEnumerable<string> Wanted => Body.GetProperty("wanted").EnumerateArray().Select(h => h.GetString()!);
}
