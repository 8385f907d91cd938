using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Results;

namespace Interlock.Isolation.Specifications;

/// <summary>How much there is of everything, and where the entries of a VM's tree begin.</summary>
/// <param name="configuration">What the engine is built for.</param>
/// <param name="places">Pages of a VM's IPA space that calls name, beside such as are beyond its tables; zero for all.</param>
public sealed class Bounds(Configuration configuration, int places = 0)
{
    /// <summary>Pages of memory.</summary>
    public int Pages => configuration.Pages;

    /// <summary>Positions of the VM table.</summary>
    public int Vms => configuration.Vms;

    /// <summary>vCPUs that a VM can have.</summary>
    public int Vcpus => configuration.VcpusPerVm;

    /// <summary>CPUs.</summary>
    public int Cpus => configuration.Cpus;

    /// <summary>VMIDs beside the host's.</summary>
    public int Vmids => configuration.Vmids;

    /// <summary>Generations of VMIDs, before their numbers come again.</summary>
    public int Generations => configuration.Generations;

    /// <summary>Guest mappings that a page may have.</summary>
    public int MostShares => configuration.MostShares;

    /// <summary>Pages of a VM's IPA space that are looked at: all, or the first ones if calls name no others.</summary>
    public int Places { get; } = places != 0 ? places : (int)(configuration.Guest.IpaLimit / PageIndex.PageSize);

    /// <summary>The level of the root.</summary>
    public int FirstLevel => Place.PageLevel + 1 - configuration.Guest.Levels;

    /// <summary>How many pages an entry of a level spans.</summary>
    public int PagesOfEntry(int level)
    {
        var pages = 1;
        for (; level < Place.PageLevel; level++)
        {
            pages *= configuration.Entries;
        }

        return pages;
    }

    /// <summary>The first page of IPA space of the table of a level that translates a page.</summary>
    public int FirstOfTable(int level, int ipa) => ipa - (ipa % (PagesOfEntry(level) * configuration.Entries));

    /// <summary>The refusals of arguments that are out of range. Only those are asked for that the call has.</summary>
    public IEnumerable<Refusal> OutOfRange(int vm = 0, int page = 0, int ipa = 0, int vcpu = 0)
    {
        if (vm >= Vms)
        {
            yield return new(HypercallError.InvalidArgument, "the VM is in range", $"there are only {Vms} VMs");
        }

        if (page >= Pages)
        {
            yield return new(HypercallError.InvalidArgument, "the page is in range", $"there are only {Pages} pages");
        }

        if (ipa >= Places)
        {
            yield return new(HypercallError.InvalidArgument, "the address is in range", $"a VM has only {Places} pages of IPA space");
        }

        if (vcpu >= Vcpus)
        {
            yield return new(HypercallError.InvalidArgument, "the vCPU is in range", $"a VM has at most {Vcpus} vCPUs");
        }
    }
}
