using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Xiangyin.Ledger;
using Xiangyin.Web.Demonstration;

namespace Xiangyin.Bench;

/// <summary>A phone without a browser: sends what the page's script sends, in its order, over a slow link, and again until it is acknowledged.</summary>
internal sealed class BarePhone : IDisposable
{
    public const string Kind = "inspection";

    /// <summary>The link: 400 kbit/s upward.</summary>
    public const int BytesASecond = 50_000;

    private const int Chunk = 64 * 1024;

    // As in the script: a record waits this long for its photographs.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly List<(Guid Id, byte[][] Photos)> records;
    private readonly SemaphoreSlim link = new(1);
    private string token = "";

    public BarePhone(Uri address, (PersonId Id, UnitId Village) person, int number, int recordsEach, int photosEach)
    {
        (Person, Unit) = person;
        Mark = $"phone {number} ";
        records =
        [
            .. Enumerable
                .Range(0, recordsEach)
                .Select(_ => (Guid.CreateVersion7(), Enumerable.Range(0, photosEach).Select(_ => Photo()).ToArray())),
        ];
        var cookies = new CookieContainer();
        cookies.Add(address, new Cookie("who", Person.Value.ToString()));
        http = new(new SocketsHttpHandler { CookieContainer = cookies, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        http.DefaultRequestHeaders.Add("Capture-Person", Person.Value.ToString());
    }

    public PersonId Person { get; }

    public UnitId Unit { get; }

    /// <summary>With what the titles of its records begin.</summary>
    public string Mark { get; }

    public IEnumerable<Guid> Ids => records.Select(r => r.Id);

    /// <summary>How many requests had to be sent again.</summary>
    public int Repeated { get; private set; }

    /// <param name="acknowledged">Told, of each record, the milliseconds from sending it to the answer.</param>
    public async Task SendAll(Action<double> acknowledged)
    {
        await Until(Hello);
        foreach (var (id, photos) in records)
        {
            var sending = SendPhotos(photos);
            await Task.WhenAny(sending, Task.Delay(Together));
            await Until(async () =>
            {
                var start = Stopwatch.GetTimestamp();
                await SendRecord(id, photos);
                acknowledged(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            });
            await sending;
        }
    }

    private async Task SendPhotos(byte[][] photos)
    {
        foreach (var photo in photos)
        {
            for (var (offset, here) = (0, false); !here; )
            {
                await Until(async () => (offset, here) = await SendPiece(photo, offset));
            }
        }
    }

    // What the server can't answer now is asked again, after asking who one is: as the script does.
    private async Task Until(Func<Task> send)
    {
        while (true)
        {
            try
            {
                await send();
                return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                Repeated++;
                await Task.Delay(Random.Shared.Next(100, 400));
                try
                {
                    await Hello();
                }
                catch (Exception again) when (again is HttpRequestException or TaskCanceledException or IOException)
                {
                    // Still away.
                }
            }
        }
    }

    private async Task Hello()
    {
        var met = await http.GetFromJsonAsync<JsonElement>("/api/capture/hello");
        token = met.GetProperty("token").GetString()!;
    }

    private async Task SendRecord(Guid id, byte[][] photos)
    {
        var captured = new
        {
            id,
            kind = Kind,
            fields = new Dictionary<string, string[]>
            {
                ["unit"] = [Unit.ToString()],
                ["on"] = [Day.Of(DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
                ["title"] = [$"{Mark}{id}"],
                ["dimension.inspected"] = ["environment"],
            },
            files = photos.Select(
                (photo, i) =>
                    new
                    {
                        hash = HashOf(photo),
                        shows = i == 0 ? "before" : "after",
                        name = $"{i}.png",
                    }
            ),
            capturedAt = DateTimeOffset.UtcNow,
        };
        using var answer = await Send(
            "/api/capture/records",
            JsonSerializer.SerializeToUtf8Bytes(captured),
            "application/json"
        );
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
            );
        }
    }

    private async Task<(int Offset, bool Here)> SendPiece(byte[] photo, int offset)
    {
        using var answer = await Send(
            $"/api/capture/files/{HashOf(photo)}",
            photo[offset..Math.Min(photo.Length, offset + Chunk)],
            "application/octet-stream",
            ("Upload-Offset", offset),
            ("Upload-Length", photo.Length)
        );
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (said.GetProperty("offset").GetInt32(), said.TryGetProperty("here", out var here) && here.GetBoolean());
    }

    private async Task<HttpResponseMessage> Send(
        string path,
        byte[] content,
        string type,
        params (string Name, int Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new SlowContent(content, link) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Add("X-Form-Token", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value.ToString(CultureInfo.InvariantCulture));
        }

        var answer = await http.SendAsync(request);
        return (int)answer.StatusCode is 429 or >= 500 or 400
            ? throw new HttpRequestException($"{answer.StatusCode}")
            : answer;
    }

    private static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    // 20–80 KB that no two phones share.
    private static byte[] Photo()
    {
        var side = Random.Shared.Next(200, 400);
        var pixels = RandomNumberGenerator.GetBytes(side * side);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] &= 15;
        }

        return Png.Write(side, side, pixels, [.. Enumerable.Range(0, 16).Select(i => i * 0x101010)]);
    }

    // All requests of a phone share its link; a small one goes between the pieces of a large one.
    private sealed class SlowContent(byte[] content, SemaphoreSlim link) : HttpContent
    {
        private const int Packet = 1_400;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var at = 0; at < content.Length; at += Packet)
            {
                var packet = content.AsMemory(at, Math.Min(Packet, content.Length - at));
                await link.WaitAsync();
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds((double)packet.Length / BytesASecond));
                }
                finally
                {
                    link.Release();
                }

                await stream.WriteAsync(packet);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        link.Dispose();
    }
}
