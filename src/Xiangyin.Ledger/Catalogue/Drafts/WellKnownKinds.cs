namespace Xiangyin.Ledger;

/// <summary>Holds the kinds that the evaluator itself reads to the form in which it reads them.</summary>
internal static class WellKnownKinds
{
    public static void Check(Catalogue catalogue, Problems problems)
    {
        Check(catalogue, problems, WellKnown.Campaign, "asks", "kind", "each", k => k.Spans, "spans");
        Check(catalogue, problems, WellKnown.NilReturn, "of", "kind", null, k => k.Spans, "spans");
        Check(catalogue, problems, WellKnown.Target, "indicator", "indicator", "target", k => k.Ahead, "ahead");
        foreach (var kind in catalogue.Kinds.Where(k => k.Expected is { Every: not Often.Never }))
        {
            Need(WellKnown.NilReturn, "要有人按期报，就要能报“无”");
            if (kind.Expected!.Every == Often.Campaign)
            {
                Need(WellKnown.Campaign, "要按专项活动报，就要有专项活动");
            }

            void Need(string id, string why)
            {
                if (catalogue.Kind(id) is null)
                {
                    problems.Add(
                        catalogue.Line(kind),
                        $"种类 {kind.Id} 用到了种类 {id}，目录里没有它：{why}",
                        $"补上种类 {id}"
                    );
                }
            }
        }
    }

    private static void Check(
        Catalogue catalogue,
        Problems problems,
        string id,
        string field,
        string dimension,
        string? measure,
        Func<Kind, bool> flag,
        string flagName
    )
    {
        if (catalogue.Kind(id) is not { } kind)
        {
            return;
        }

        var at = catalogue.Line(kind);
        if (kind.Dimension(field)?.Dimension != dimension)
        {
            problems.Add(at, $"种类 {id} 缺少分类项 {field}", $"在 dimensions 里写 {field}，dimension 写 {dimension}");
        }

        if (measure is not null && kind.Measure(measure) is null)
        {
            problems.Add(at, $"种类 {id} 缺少数量 {measure}", $"在 measures 里写 {measure}");
        }

        if (!flag(kind))
        {
            problems.Add(at, $"种类 {id} 缺少 {flagName}", $"写 {flagName}: true");
        }
    }
}
