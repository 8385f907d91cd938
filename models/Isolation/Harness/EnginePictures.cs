using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Isolation.Monitors;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Harness;

/// <summary>An engine's pages, tables and translations, for a picture.</summary>
internal sealed class EnginePictures(MemoryMap map, StageTwoTranslation translation)
{
    private readonly TablePictures tables = new(translation);
    private readonly PageFacts pages = new(map);

    public StatePicture Of(Memory memory)
    {
        var regimes = new List<RegimeBox> { tables.Regime(memory, "host", "VMID 0", map.Host.Value) };
        var roles = new Dictionary<int, string>();
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            var regime = RegimeOf(memory, vm);
            regimes.Add(regime);
            foreach (var table in regime.Tables)
            {
                roles.TryAdd(table.Page, $"table of VM {vm}");
            }
        }

        var names = NamesOf(memory);
        return new StatePicture(
            [.. PageBoxes(memory, roles)],
            regimes,
            tables.Vcpus(memory, map.Configuration.Cpus, vttbr => names.GetValueOrDefault(vttbr >> 48, $"VMID {vttbr >> 48}")));
    }

    private List<PageBox> PageBoxes(Memory memory, Dictionary<int, string> roles)
    {
        var boxes = new List<PageBox>();
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            var sharing = pages.SharingOf(memory, page);
            boxes.Add(new PageBox(
                page, pages.OwnerOf(memory, page), roles.GetValueOrDefault(page, sharing == PageFacts.NotShared ? string.Empty : sharing)));
        }

        for (var page = map.Configuration.Pages; page < map.AllPages; page++)
        {
            boxes.Add(new PageBox(page, "engine", "host's table"));
        }

        return boxes;
    }

    private RegimeBox RegimeOf(Memory memory, int vm)
    {
        var words = map.Vm(new VmIndex(vm));
        var (status, tag) = ((VmStatus)memory[words.Status], new TaggedVmid(memory[words.Vmid]));
        var note = status switch
        {
            VmStatus.Free => "no VM",
            VmStatus.Dying => "dying",
            _ => tag.IsCurrent(memory[map.VmidGeneration]) ? $"VMID {tag.Vmid.Value}" : "no VMID now",
        };
        return status == VmStatus.Active
            ? tables.Regime(memory, $"VM {vm}", note, new Vttbr(new Vmid(1), new PageIndex(memory[words.Root]).Address).Value)
            : new RegimeBox($"VM {vm}", note, null, []);
    }

    private Dictionary<ulong, string> NamesOf(Memory memory)
    {
        var view = new EngineView(map, memory);
        var names = new Dictionary<ulong, string> { [0] = "host" };
        for (ulong vmid = 1; vmid <= (ulong)map.Configuration.Vmids; vmid++)
        {
            names[vmid] = view.VmOf(vmid) is { } vm ? $"VM {vm.Value}" : $"VMID {vmid}, no VM's";
        }

        return names;
    }
}
