using Xiangyin.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]
