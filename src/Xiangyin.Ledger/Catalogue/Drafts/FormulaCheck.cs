namespace Xiangyin.Ledger;

/// <summary>Checks that the words of a formula stand for things of the catalogue.</summary>
internal sealed class FormulaCheck(Catalogue catalogue, WrittenFormula written)
{
    public void Check()
    {
        foreach (var term in written.Formula.Terms)
        {
            Check(term);
        }

        CheckRestricted(written.Formula);
    }

    private void Check(Term term)
    {
        switch (term)
        {
            case Count t:
                Source(t.Of);
                break;
            case Sum t:
                Measured(t.Measure, Source(t.Of));
                break;
            case Median t:
                Measured(t.Measure, Source(t.Of));
                break;
            case Distinct t:
                Thing(t.What, Source(t.Of));
                break;
            case Highest t:
                var kinds = Source(t.Of);
                InEach(t.Link, kinds, k => k.Links.Select(l => l.Type), "关联");
                Ranked(t.On, kinds);
                break;
            case Holders t:
                var both = Source(t.Openings).Concat(Source(t.Closings)).Distinct().ToList();
                InEach(t.Role, both, k => k.Roles.Select(r => r.Id), "角色");
                InEach(t.By, both, k => k.Dimensions.Select(d => d.Id), "分类项");
                foreach (var kind in t.Openings.Kinds.Intersect(t.Closings.Kinds))
                {
                    Problem(kind, "在减号两边都有", "减号前写开始的种类，后写结束的种类");
                }

                break;
            case Least t:
                Check(t.Of);
                break;
        }
    }

    private List<Kind> Source(Source source)
    {
        foreach (var unknown in source.Kinds.Where(k => catalogue.Kind(k) is null))
        {
            Problem(unknown, "不是种类", Suggestion.For(unknown, catalogue.Kinds.Select(k => k.Id)));
        }

        var kinds = source.Kinds.Select(catalogue.Kind).OfType<Kind>().ToList();
        foreach (var clause in source.Where)
        {
            if (!InEach(clause.Field, kinds, k => k.Dimensions.Select(d => d.Id).Append(WellKnown.Recorded), "分类项"))
            {
                continue;
            }

            foreach (var dimension in kinds.Select(k => DimensionOf(k, clause.Field)).OfType<Dimension>().Distinct())
            {
                foreach (var value in clause.Values.Where(v => dimension.Find(v) is null))
                {
                    Problem(
                        value,
                        $"不是“{dimension.Name.Hans}”的取值",
                        Suggestion.For(value, dimension.Values.Select(v => v.Id))
                    );
                }
            }
        }

        return kinds;
    }

    private void Measured(string measure, List<Kind> kinds)
    {
        if (
            InEach(measure, kinds, k => k.Measures.Select(m => m.Id), "数量")
            && kinds.Select(k => k.Measure(measure)!.Unit).Distinct().Count() > 1
        )
        {
            Problem(measure, "在几个种类里量词不同，不能加在一起", "分开写成几项，或者统一量词");
        }
    }

    private void Thing(string what, List<Kind> kinds)
    {
        if (what is not ("event" or "unit"))
        {
            InEach(
                what,
                kinds,
                k =>
                    k.Dimensions.Select(d => d.Id)
                        .Concat(k.Roles.Select(r => r.Id))
                        .Concat(k.Links.Select(l => l.Type))
                        .Append("event")
                        .Append("unit"),
                "分类项、角色或关联"
            );
        }
    }

    private void Ranked(string on, List<Kind> kinds)
    {
        if (!InEach(on, kinds, k => k.Dimensions.Select(d => d.Id), "分类项"))
        {
            return;
        }

        var dimensions = kinds.Select(k => DimensionOf(k, on)).OfType<Dimension>().Distinct().ToList();
        foreach (var dimension in dimensions.Where(d => !d.Ordered))
        {
            Problem(
                on,
                $"的取值不分高低，不能用在 highest 里",
                $"在分类 {dimension.Id} 里写 ordered: true，取值从高到低排"
            );
        }

        if (dimensions.Count > 1)
        {
            Problem(on, "在几个种类里是不同的分类，不能一起比高低", "几个种类用同一个分类");
        }
    }

    private Dimension? DimensionOf(Kind kind, string field) =>
        field == WellKnown.Recorded ? Promptness.Dimension
        : kind.Dimension(field) is { } asked ? catalogue.Dimension(asked.Dimension)
        : null;

    private bool InEach(string word, List<Kind> kinds, Func<Kind, IEnumerable<string>> has, string kindOfThing)
    {
        var without = kinds.Where(k => !has(k).Contains(word)).ToList();
        foreach (var kind in without)
        {
            Problem(word, $"不是种类 {kind.Id} 的{kindOfThing}", Suggestion.For(word, has(kind)));
        }

        return without.Count == 0;
    }

    // A difference, a middle or a least of few people gives a person away; so does a sum with something that is open to all.
    private void CheckRestricted(Formula formula)
    {
        var restricted = formula.Kinds.Where(k => catalogue.Kind(k)?.Restricted == true).ToList();
        if (restricted.Count == 0)
        {
            return;
        }

        if (formula is not (Count or Sum or Distinct))
        {
            Problem(
                restricted[0],
                "是受限的种类，只能单独用 count、sum 或 distinct",
                "不和别的数相加减，也不用其他算法"
            );
        }

        foreach (var open in formula.Kinds.Except(restricted))
        {
            Problem(open, "不受限，不能和受限的种类一起数", "分成两个指标");
        }
    }

    private void Problem(string word, string message, string remedy) =>
        written.Fields.Problem(
            "formula",
            $"第{FormulaParser.Find(written.Text, word) + 1}个字符处，“{YamlTree.Shown(word)}”{message}",
            remedy
        );
}
