using System.Security.Cryptography;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>The drawings that serve as evidence, drawn when first used.</summary>
internal sealed class Pictures(IReadOnlyDictionary<string, string> scenes)
{
    private readonly Dictionary<(string Scene, int Variant), (byte[] Png, string Hash)> drawn = [];
    private readonly Dictionary<Photo, (byte[] Png, string Hash)> photos = [];

    /// <summary>A drawing for a slot of a kind, as evidence added by somebody at some instant.</summary>
    public Evidence For(Kind kind, EvidenceSlot slot, PersonId by, DateTimeOffset at, Dice dice)
    {
        var scene =
            scenes.GetValueOrDefault($"{kind.Id}.{slot.Id}")
            ?? scenes.GetValueOrDefault(slot.Id)
            ?? scenes.GetValueOrDefault(kind.Group)
            ?? "hall";
        var variant = dice.Below(Scenes.Variants);
        if (!drawn.TryGetValue((scene, variant), out var picture))
        {
            var png = Scenes.Paint(scene, variant);
            drawn[(scene, variant)] = picture = (png, Convert.ToHexStringLower(SHA256.HashData(png)));
        }

        return new(
            picture.Hash,
            $"演示-{slot.Name.Hans}-{variant + 1}.png",
            "image/png",
            picture.Png.Length,
            slot.Id,
            by,
            at
        );
    }

    /// <summary>A photograph of a record's own.</summary>
    public Evidence Of(Photo photo, EvidenceSlot slot, PersonId by, DateTimeOffset at)
    {
        if (!photos.TryGetValue(photo, out var picture))
        {
            var png = Photos.Paint(photo.Name, photo.Shift);
            photos[photo] = picture = (png, Convert.ToHexStringLower(SHA256.HashData(png)));
        }

        return new(picture.Hash, NameOf(photo), "image/png", picture.Png.Length, slot.Id, by, at);
    }

    public static string NameOf(Photo photo) => $"演示-{photo.Name}.png";

    /// <summary>Keeps the files that records refer to, and says which are drawings that stand for any picture.</summary>
    public async Task Keep(Stage stage, PersonId by, CancellationToken ct)
    {
        var sketches = new List<Evidence>();
        foreach (var ((scene, variant), (png, _)) in drawn.OrderBy(d => d.Key))
        {
            sketches.Add(await stage.Evidence.Put(new MemoryStream(png), $"{scene}-{variant}.png", "", by, ct));
        }

        await stage.Ledger.Shown.MarkSketches(sketches, ct);
        foreach (var (photo, (png, _)) in photos.OrderBy(p => (p.Key.Name, p.Key.Shift)))
        {
            await stage.Evidence.Put(new MemoryStream(png), NameOf(photo), "", by, ct);
        }
    }
}
