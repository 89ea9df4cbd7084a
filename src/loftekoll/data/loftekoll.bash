# Kompletterar loftekoll i bash. Skrivet av: loftekoll komplettering bash
_loftekoll_komplettera() {
    local IFS=$'\n' line
    local words="${COMP_WORDS[*]:0:COMP_CWORD+1}"
    COMPREPLY=()
    while read -r line; do
        COMPREPLY+=("${line%$'\r'}")
    done < <(_LOFTEKOLL_COMPLETE=complete_bash _LOFTEKOLL_ORD="$words"$'\n' "$1" 2>/dev/null)
}
complete -o default -F _loftekoll_komplettera loftekoll
