namespace Xiangyin.Ledger;

/// <summary>What may not happen between one catalogue and the next.</summary>
internal static class CatalogueComparison
{
    public static void Compare(Catalogue before, Catalogue after, Problems problems)
    {
        foreach (var old in before.Kinds)
        {
            Compare(
                "种类",
                $"kinds/{old.Id}",
                (old.Version, Definition(old)),
                after.Kind(old.Id) is { } kind ? (kind.Version, Definition(kind)) : null
            );
        }

        foreach (var old in before.Indicators)
        {
            Compare(
                "指标",
                $"indicators/{old.Id}",
                (old.Version, Definition(old)),
                after.Indicator(old.Id) is { } indicator ? (indicator.Version, Definition(indicator)) : null
            );
        }

        // The dimensions that a catalogue makes of itself follow what was said above.
        foreach (var old in before.Dimensions.Where(d => !References.ReservedDimensions.Contains(d.Id)))
        {
            Dimension(before, old, after, problems);
        }

        void Compare(string what, string key, (int Version, string Text) was, (int Version, string Text)? @is)
        {
            var id = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (@is is not var (version, text))
            {
                problems.Add(
                    before.Line(key),
                    $"{what} {id} 不见了，可能还有记录用着它",
                    "写回来，加上 retired: 停用的第一天"
                );
            }
            else if (version < was.Version)
            {
                problems.Add(
                    after.Line(key),
                    $"{what} {id} 的 version 从{was.Version}变小为{version}",
                    $"把 version 改为 {was.Version + 1}"
                );
            }
            else if (version == was.Version && text != was.Text)
            {
                problems.Add(
                    after.Line(key),
                    $"{what} {id} 的定义变了，version 还是{version}",
                    $"把 version 改为 {version + 1}"
                );
            }
        }
    }

    private static void Dimension(Catalogue before, Dimension old, Catalogue after, Problems problems)
    {
        var key = $"dimensions/{old.Id}";
        if (after.Dimension(old.Id) is not { } dimension)
        {
            problems.Add(before.Line(key), $"分类 {old.Id} 不见了，可能还有记录用着它", "写回来，取值可以一个个停用");
            return;
        }

        foreach (var gone in old.Values.Where(v => dimension.Find(v.Id) is null))
        {
            problems.Add(
                after.Line(key),
                $"分类 {old.Id} 的取值 {gone.Id} 不见了，可能还有记录用着它",
                "写回来，加上 retired: 停用的第一天；改计入别的取值时再加 mapTo"
            );
        }

        var kept = dimension.Values.Select(v => v.Id).Where(v => old.Find(v) is not null);
        if (
            old.Ordered
            && (
                !dimension.Ordered
                || !kept.SequenceEqual(old.Values.Select(v => v.Id).Where(v => dimension.Find(v) is not null))
            )
        )
        {
            problems.Add(
                after.Line(key),
                $"分类 {old.Id} 的高低次序变了，从前的数也会跟着变",
                "照原来的次序排；要换次序就另立一个分类"
            );
        }
    }

    /// <summary>What decides how an indicator is counted; names and sentences may be bettered without a new version.</summary>
    private static string Definition(Indicator indicator) =>
        Print(
            indicator.Nature,
            indicator.Unit.Hans,
            string.Join(';', indicator.Policies.Select(p => $"{p.Id}={p.Formula}"))
        );

    /// <summary>What decides what may be recorded and what counts; names, help, evidence and place may be bettered without a new version.</summary>
    private static string Definition(Kind kind) =>
        Print(
            string.Join(',', kind.Units),
            kind.Spans,
            kind.Ahead,
            kind.Shared,
            kind.Confirmed,
            kind.Restricted,
            kind.Expected?.ToString() ?? "",
            string.Join(';', kind.Measures.Select(m => $"{m.Id}/{m.Unit.Hans}/{m.Decimals}/{m.Required}")),
            string.Join(';', kind.Dimensions.Select(d => $"{d.Id}/{d.Dimension}/{d.Required}")),
            string.Join(';', kind.Roles.Select(r => $"{r.Id}/{r.Required}/{r.Many}")),
            string.Join(';', kind.Links.Select(l => $"{l.Type}/{l.Kind}/{l.Required}"))
        );

    private static string Print(params object[] parts) => string.Join('|', parts);
}
