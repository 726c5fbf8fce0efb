using Xunit;

namespace Xiangyin.Reading.Tests;

public sealed class PlanTests
{
    private const string Done = "一、工作情况⏎建立了45名村级宣传员队伍，学习12次。⏎二、存在问题⏎";

    [Theory]
    [InlineData(
        "plan/existing",
        "一是理论学习不够。⏎三、下一步打算⏎1、⟦探索和建立农村宣传员队伍⟧，培训2期。⏎2、加强理论学习，每月1次。"
    )]
    [InlineData(
        "plan/existing",
        "一是理论学习不够。⏎三、下一步打算⏎1、培训宣传员队伍2期。⏎2、建立长效机制，每月通报。"
    )]
    [InlineData(
        "plan/no-measure",
        "一是理论学习不够。⏎三、下一步打算⏎1、⟦加强理论学习⟧，提高素质。⏎2、加强对外宣传，扩大影响。"
    )]
    [InlineData(
        "plan/no-measure",
        "一是理论学习不够。⏎三、下一步打算⏎1、加强理论学习，每月1次。⏎2、加强对外宣传，由文化站负责。"
    )]
    [InlineData(
        "plan/unanswered",
        "一是理论学习不够；二是⟦农家书屋图书陈旧⟧。⏎三、下一步打算⏎1、加强理论学习，每月1次。⏎2、办好公众号，每周3期。"
    )]
    [InlineData(
        "plan/unanswered",
        "一是理论学习不够；二是农家书屋图书陈旧。⏎三、下一步打算⏎1、加强理论学习，每月1次。⏎2、更新书屋图书200册。"
    )]
    [InlineData(
        "plan/existing",
        "一是理论学习不够。⏎下一步打算：⏎第一、加强理论学习，每月1次。⏎第二、⟦探索和建立农村宣传员队伍⟧，培训2期。"
    )]
    [InlineData(
        "plan/unanswered",
        "下步工作还要努力。⏎三、队伍建设⏎存在的问题：⏎1、理论学习不够。⏎2、⟦农家书屋图书陈旧⟧⏎下一步工作计划：⏎1、加强理论学习，每月1次。⏎2、办好公众号，每周3期。"
    )]
    [InlineData(
        "plan/unanswered",
        "理论学习不够。⏎三、队伍建设⏎存在的问题：⏎1、理论学习不够。⏎2、农家书屋图书陈旧。⏎下一步工作计划：⏎1、加强理论学习，每月1次。⏎2、更新书屋图书200册。"
    )]
    public void Rule_FindsWhatIsMarked_AndNothingElse(string rule, string rest) => Marked.Holds(rule, Done + rest);
}
