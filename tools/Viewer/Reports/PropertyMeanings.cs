namespace Interlock.Viewer.Reports;

/// <summary>What each property demands, and how it reads when it is broken, for a reader who knows Arm and not this project.</summary>
internal static class PropertyMeanings
{
    private static readonly Dictionary<string, PropertyMeaning> All = new(StringComparer.Ordinal)
    {
        ["mutual-exclusion"] =
            new("Two vCPUs hold one lock at the same time", "At most one vCPU at a time is between acquiring a lock and releasing it."),
        ["fifo-order"] = new(
            "A lock is not granted in the order of the tickets",
            "vCPUs get the lock in the order in which they drew their tickets, and draw one each."),
        ["no-lost-update"] =
            new("An update made under a lock is lost", "What a critical section adds to a counter is there once it has ended."),
        ["no-early-release"] =
            new("A vCPU passes a barrier before all have arrived", "Nobody leaves the barrier before everybody has come to it."),
        ["no-lost-wake-up"] =
            new("A vCPU sleeps for ever: nobody is left to wake it", "Whoever sleeps is woken, as long as somebody can still take a step."),
        ["deadlock-freedom"] = new("Nobody can take a step any more", "As long as some vCPU has not finished, some vCPU can take a step."),
        ["progress"] = new(
            "A vCPU is stuck for good", "From every state, every vCPU can still get done, or do its work once more, if the others let it."),
        ["no-run-time-error"] = new("The code threw an exception", "The code under test never throws."),
        ["assertions"] =
            new("An assertion in the code does not hold", "What the code claims where it says Assert holds in every execution."),
        ["no-stale-translation"] = new(
            "A TLB holds a translation that was taken away",
            "While nobody changes a tree of stage 2 tables, no TLB holds a translation, or a permission, that the tree does not have."),
        ["no-stale-table"] = new(
            "A walk cache leads to a table that was unlinked",
            "While nobody changes a tree of stage 2 tables, no walk cache leads to a table that is not linked there: it may be used for " +
            "something else."),
        ["no-orphan-vmid"] = new(
            "A TLB holds entries of a VMID that is free",
            "No TLB holds anything under a VMID that no VM has: the next VM to get it would inherit it."),
        ["no-foreign-access"] = new(
            "Memory is reached by somebody who must not reach it",
            "A VM reaches only pages that it owns or was lent, and the host only its own and those lent to it."),
        ["own-regime"] = new(
            "A guest runs under somebody else's tables",
            "A guest is translated by the tables and the VMID of its own VM, and the host by its own."),
        ["no-tlb-conflict"] = new(
            "A CPU may hold two translations of one page that contradict each other",
            "No guest's access meets two cached translations of one page that contradict each other: hardware may use either, or abort."),
        ["break-before-make"] = new(
            "A table entry is changed without break-before-make",
            "A valid entry gets another meaning only by way of an invalid one, with the TLB maintenance in between (Arm ARM D8.16.1)."),
        ["scrubbed"] = new(
            "The host gets a page with somebody else's content in it",
            "A page that was a VM's or a table's is all zeros when the host gets it."),
        ["tables-under-lock"] = new(
            "A table is written without the lock that guards it",
            "What a table walker can come to is written only under the host's lock, and never by the host or a guest."),
        ["lock-order"] =
            new("Locks are taken in the wrong order", "A CPU takes the VM table's mutex before the host's lock before a VM's."),
        ["lock-discipline"] = new(
            "A guarded word is accessed without its lock",
            "Words that are declared to be guarded are read under one of their locks and written under all of them."),
        ["termination"] = new(
            "A call goes on without end",
            "From every state every call can return, whatever it was asked, and what a vCPU does under its locks comes to an end."),
        ["confidentiality"] = new(
            "What others see depends on a VM's secret",
            "Two runs that differ only in what is private to one VM look the same to the host and to every other VM."),
        ["guest-context"] = new(
            "A guest has other registers than it was left with",
            "A vCPU runs on with the registers that it was left with, on whatever CPU, and the host finds what a guest writes to a " +
            "device."),
        ["integrity"] = new(
            "Memory or registers of a VM are changed by somebody else",
            "Nothing that the host or another VM does changes the pages that a living VM has to itself, or the registers of its vCPUs."),
        ["memory-safety"] = new(
            "The engine touches memory that is not its own",
            "The engine reads and writes only its own tables and state, and pages of VMs that are gone."),
        ["starvation-freedom"] = new(
            "A vCPU waits for a lock for ever, though everybody is scheduled",
            "If all vCPUs are scheduled fairly, whoever asks for the lock gets it."),
        ["livelock-freedom"] = new(
            "Everybody is busy, and nothing gets done",
            "If all vCPUs are scheduled fairly, somebody gets on with its work again and again."),
        ["every-call-returns"] = new(
            "A call never returns, though everybody is scheduled",
            "If all CPUs are scheduled fairly, every call that waits for ticket locks only returns."),
        ["every-vcpu-attended"] = new(
            "A vCPU waits for ever, though everybody is scheduled",
            "If all vCPUs are scheduled fairly, each that waits at the rendezvous is let go, and each vCPU that is to run runs, though " +
            "VMIDs roll over."),
        ["idealized-steps"] = new(
            "The idealized platform does not have such a state, or such a call",
            "Who owns pages makes a state of the idealized platform, and what a call does to that, the platform could do, action by " +
            "action; a refused call does nothing."),
        ["valid-mode"] = new(
            "An OS runs in a mode that is not its own",
            "On the idealized platform the hypervisor runs in supervisor mode, and an OS in its own mode."),
        ["valid-map"] = new(
            "The hypervisor maps a page to an OS that does not own it",
            "Each page of an OS has one physical page of that OS, and no other page has one."),
        ["valid-tables"] = new(
            "A page table leads to a page that is not its OS's data",
            "The current table of an OS is its own, and tables link only to data of the OS that owns them."),
        ["valid-caches"] = new(
            "A TLB or a cache holds what is no longer so", "The TLB holds what the current table says, and the cache what is in memory."),
        ["read-isolation"] =
            new("An OS reads what is not its own", "What an OS gets by reading is in a page of its own, where its table has it."),
        ["write-isolation"] = new(
            "An action for one OS changes what is another's",
            "What an OS does or has done changes neither pages of others nor other OSes."),
        ["errors-change-nothing"] =
            new("A refused action changes something", "An action that is refused leaves all as it was, but for the error."),
        ["refines-axioms"] = new(
            "An action does not do what its axioms say",
            "Every action is possible exactly if its precondition holds, and then its postcondition does, all else being as it was."),
        ["step-consistency"] = new(
            "An OS can tell apart after a step what it could not before",
            "From states that an OS cannot tell apart, an action leads to states that it cannot tell apart."),
        ["local-respect"] = new(
            "An OS sees something of an action that is not its own",
            "What is done by another OS, or for it, leaves as it was all that an OS can see."),
        ["os-isolation"] =
            new("An OS can tell two runs apart that differ in others' secrets", "Whatever other OSes have and do, an OS sees the same."),
        ["transparency"] = new(
            "An OS finds something else than it would alone",
            "A trace of the shared platform, without what others do, is a trace of the platform that an OS has alone, and the other way " +
            "round."),
        ["availability"] = new(
            "An OS waits for the hypervisor for ever",
            "If the hypervisor is scheduled fairly, an OS that waits for it is given control again."),
        ["refinement"] = new(
            "A call does not do what its specification says",
            "Every call of the engine does what its executable specification permits, and nothing else, whenever it releases a lock."),
        ["one-owner"] = new(
            "A page has two owners",
            "Every page has one owner: the host, the engine (as a table), or one VM; and the record of ownership agrees with the tables."),
        ["shares-pair-up"] = new(
            "A page is lent, and the two sides disagree",
            "A page that one side records as lent is borrowed on the other side exactly as often as it is counted."),
        ["vm-maps-own-or-borrowed"] =
            new("A VM maps a page that is not its own", "A VM's tables map only pages that the VM owns or that the host lends to it."),
        ["counts-exact"] =
            new("A counter does not agree with what it counts", "The counts of references and of owned pages are what there is of them."),
        ["one-vmid-one-root"] = new(
            "A VMID does not belong to exactly one VM", "Every VMID that is taken belongs to one VM, and no two VMs share a root table."),
    };

    /// <summary>What a property demands; of one that is not known, its name.</summary>
    public static PropertyMeaning Of(string property) =>
        All.GetValueOrDefault(property) ?? new PropertyMeaning($"The property “{property}” does not hold", string.Empty);
}

/// <summary>A property, for a reader.</summary>
/// <param name="Broken">How it reads when it is broken.</param>
/// <param name="Demand">What it demands; empty if nobody has said.</param>
public sealed record PropertyMeaning(string Broken, string Demand);
