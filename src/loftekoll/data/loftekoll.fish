# Kompletterar loftekoll i fish. Skrivet av: loftekoll komplettering fish
function __loftekoll_komplettera
    set -l asked (commandline -opc) (commandline -ct)
    set -lx _LOFTEKOLL_COMPLETE complete_fish
    set -lx _LOFTEKOLL_ORD (string join \n -- $asked | string collect --no-trim-newlines)
    set -l found (loftekoll 2>/dev/null)
    if set -q found[1]
        string join \n -- $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command loftekoll --no-files --keep-order --arguments '(__loftekoll_komplettera)'
