namespace Xiangyin.Ledger;

internal static class Placeholder;
