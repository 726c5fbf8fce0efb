using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Xiangyin.Web.Site;
using Xunit;

namespace Xiangyin.Web.Tests.Site;

/// <summary>What the site answers to itself before anybody can ask it.</summary>
public sealed class RehearsalTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public void Requests_AreAnsweredByTheirPages_AsToSomebodyWithAPhone()
    {
        var answered = ((Rehearsal)site.Services.GetRequiredService<IServer>()).Answered;
        Assert.Equal(
            [("/", 200), ("/api/capture/files", 400), ("/api/capture/hello", 200), ("/api/capture/records", 422)],
            answered.Select(a => (a.Key.Path.Split("/0")[0], a.Value)).Order()
        );
    }

    [Fact]
    public void Requests_ChangeNothing()
    {
        // The units and the catalogue.
        Assert.Equal(2, site.Ledger.Now.Seq);
        Assert.Empty(Directory.GetFiles(site.PathOf("arriving")));
    }
}
