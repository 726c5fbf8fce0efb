using System.Security.Cryptography;
using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Demonstration;

/// <summary>The drawings that serve as evidence, drawn when first used.</summary>
internal sealed class Pictures(IReadOnlyDictionary<string, string> scenes)
{
    private readonly Dictionary<(string Scene, int Variant), (byte[] Png, string Hash)> drawn = [];

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

    /// <summary>Keeps the files that records refer to.</summary>
    public async Task Keep(EvidenceStore store, PersonId by, CancellationToken ct)
    {
        foreach (var ((scene, variant), (png, _)) in drawn.OrderBy(d => d.Key))
        {
            await store.Put(new MemoryStream(png), $"{scene}-{variant}.png", "", by, ct);
        }
    }
}
