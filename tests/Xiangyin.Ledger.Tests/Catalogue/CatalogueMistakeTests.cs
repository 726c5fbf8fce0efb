using Xunit;

namespace Xiangyin.Ledger.Tests;

/// <summary>
/// Mistakes put into the small catalogue, each written as a change to it: a line that begins with a space stays, with <c>-</c> goes, with
/// <c>+</c> comes. <c>!</c> says what is told about the line before it: words of the message → words of the remedy. Nothing else may be told.
/// </summary>
public sealed class CatalogueMistakeTests
{
    public static TheoryData<string> Names => [.. Mistakes.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_WithMistake_TellsWhereWhatAndWhatToDo(string name)
    {
        var mistake = Mistakes.All.Single(m => m.Name == name);
        var problems = Assert.Throws<CatalogueException>(() => MiniCatalogue.Read(mistake.Text)).Problems;
        Assert.All(problems, p => Assert.Equal(MiniCatalogue.Path, p.File));
        Assert.Equal(mistake.Told.Select(t => t.Line).Order(), problems.Select(p => p.Line));
        foreach (var (line, message, remedy) in mistake.Told)
        {
            Assert.Contains(
                problems,
                p =>
                    p.Line == line
                    && p.Message.Contains(message, StringComparison.Ordinal)
                    && p.Remedy.Contains(remedy, StringComparison.Ordinal)
            );
        }
    }
}
