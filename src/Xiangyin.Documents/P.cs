namespace Xiangyin.Documents;

internal static class Placeholder;
