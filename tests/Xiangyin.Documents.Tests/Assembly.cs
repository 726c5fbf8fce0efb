using Xiangyin.Testing;

[assembly: AssemblyFixture(typeof(Browser))]
