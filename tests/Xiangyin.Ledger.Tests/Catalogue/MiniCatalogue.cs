namespace Xiangyin.Ledger.Tests;

/// <summary>A small catalogue without a mistake, into which tests put mistakes.</summary>
internal static class MiniCatalogue
{
    public const string Path = "mini.yaml";

    public const string Text = """
        groups:
          study: {zh-Hans: 学习, zh-Hant: 學習, en: Study}

        counters:
          times: {zh-Hans: 次, zh-Hant: 次, en: times}
          copies: {zh-Hans: 份, zh-Hant: 份, en: copies}

        dimensions:
          level:
            name: {zh-Hans: 级别, zh-Hant: 級別, en: Level}
            ordered: true
            values:
              city: {zh-Hans: 市级, zh-Hant: 市級, en: City}
              town: {zh-Hans: 镇级, zh-Hant: 鎮級, en: Town}
          topic:
            name: {zh-Hans: 主题, zh-Hant: 主題, en: Topic}
            values:
              law: {zh-Hans: 法律, zh-Hant: 法律, en: Law}
              old: {zh-Hans: 旧法, zh-Hant: 舊法, en: Old law, retired: 2020-01-01, mapTo: law}

        kinds:
          campaign:
            version: 1
            name: {zh-Hans: 活动, zh-Hant: 活動, en: Campaign}
            help: {zh-Hans: 一次活动, zh-Hant: 一次活動, en: One campaign}
            group: study
            spans: true
            measures:
              each: {zh-Hans: 几条, zh-Hant: 幾條, en: How many, unit: times}
            dimensions:
              asks: {zh-Hans: 种类, zh-Hant: 種類, en: Kind, dimension: kind}
          nil-return:
            version: 1
            name: {zh-Hans: 零报告, zh-Hant: 零報告, en: Nothing to report}
            help: {zh-Hans: 没有, zh-Hant: 沒有, en: None}
            group: study
            spans: true
            dimensions:
              of: {zh-Hans: 种类, zh-Hant: 種類, en: Kind, dimension: kind}
          talk:
            version: 2
            name: {zh-Hans: 宣讲, zh-Hant: 宣講, en: Talk}
            help: {zh-Hans: 每场一条, zh-Hant: 每場一條, en: One each}
            group: study
            rows: [5]
            units: [village, town]
            measures:
              leaflets: {zh-Hans: 传单, zh-Hant: 傳單, en: Leaflets, unit: copies, decimals: 0, max: 500}
              songs: {zh-Hans: 歌曲, zh-Hant: 歌曲, en: Songs, unit: times}
            dimensions:
              level: {zh-Hans: 级别, zh-Hant: 級別, en: Level, dimension: level}
              topic: {zh-Hans: 主题, zh-Hant: 主題, en: Topic, dimension: topic, required: true}
            roles:
              speaker: {zh-Hans: 宣讲人, zh-Hant: 宣講人, en: Speaker, many: true}
            links:
              followsFrom: {zh-Hans: 活动, zh-Hant: 活動, en: Campaign, kind: campaign}
            evidence:
              photo: {zh-Hans: 现场, zh-Hant: 現場, en: Picture, enough: 2}
            expected: {from: village, every: campaign}
          left:
            version: 1
            name: {zh-Hans: 离开, zh-Hant: 離開, en: Left}
            help: {zh-Hans: 离开, zh-Hant: 離開, en: Left}
            group: study
            measures:
              leaflets: {zh-Hans: 传单, zh-Hant: 傳單, en: Leaflets, unit: times}
            dimensions:
              level: {zh-Hans: 主题, zh-Hant: 主題, en: Topic, dimension: topic}
              topic: {zh-Hans: 主题, zh-Hant: 主題, en: Topic, dimension: topic}
            roles:
              speaker: {zh-Hans: 宣讲人, zh-Hant: 宣講人, en: Speaker}
            links:
              followsFrom: {zh-Hans: 宣讲, zh-Hant: 宣講, en: Talk, kind: talk}
          care:
            version: 1
            name: {zh-Hans: 帮扶, zh-Hant: 幫扶, en: Care}
            help: {zh-Hans: 帮扶, zh-Hant: 幫扶, en: Care}
            group: study
            restricted: true
            roles:
              helper: {zh-Hans: 帮扶人, zh-Hant: 幫扶人, en: Helper, required: true}

        indicators:
          talks:
            version: 3
            name: {zh-Hans: 宣讲场次, zh-Hant: 宣講場次, en: Talks}
            unit: times
            definition: {zh-Hans: 宣讲的场次, zh-Hant: 宣講的場次, en: Talks held}
            group: study
            rows: [5]
            nature: flow
            adds: additive
            formula: count(talk)
          speakers:
            version: 1
            name: {zh-Hans: 宣讲人数, zh-Hant: 宣講人數, en: Speakers}
            unit: times
            definition: {zh-Hans: 不同的人, zh-Hant: 不同的人, en: Different people}
            group: study
            nature: flow
            adds: distinct
            policies:
              every: {zh-Hans: 每人, zh-Hant: 每人, en: Each, formula: distinct(speaker of talk)}
              highest: {zh-Hans: 最高, zh-Hant: 最高, en: Highest, formula: highest(followsFrom on level of talk)}
        """;

    public static Catalogue Read(string text) => CatalogueReader.Read([new(Path, text)]);
}
