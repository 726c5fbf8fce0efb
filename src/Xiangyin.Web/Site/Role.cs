namespace Xiangyin.Web.Site;

/// <summary>What somebody does in the publicity network; see <see cref="Rights"/> for what follows from it.</summary>
internal enum Role
{
    /// <summary>村级宣传员.</summary>
    Publicist,

    /// <summary>业余通讯员.</summary>
    Correspondent,

    /// <summary>工作员.</summary>
    Staff,

    /// <summary>宣传干事.</summary>
    Officer,

    /// <summary>舆情信息员, as whom the seed knows the response officer.</summary>
    Responder,

    /// <summary>镇领导.</summary>
    Leader,

    /// <summary>The county's department, which reads its towns.</summary>
    CountyReader,
}

/// <summary>What can be done; the users' own verbs.</summary>
internal enum Verb
{
    See,
    Record,
    Correct,
    Withdraw,
    Confirm,
    WriteReport,
    ApproveReport,
    ChangeUnits,
    Invite,
    ReadAudit,
}

/// <summary>How far a role's right to a verb goes.</summary>
internal enum Reach
{
    Nowhere,

    /// <summary>Only what one recorded oneself, in one's own unit.</summary>
    OwnRecords,

    /// <summary>One's own unit, without what lies below.</summary>
    OwnUnit,

    /// <summary>One's own unit and everything below it.</summary>
    Subtree,
}
