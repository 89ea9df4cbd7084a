#compdef loftekoll
# Kompletterar loftekoll i zsh. Skrivet av: loftekoll komplettering zsh
_loftekoll() {
    local value fact asked="${(F@)words[1,CURRENT]}"$'\n'
    local -a values shown
    while IFS=$'\t' read -r value fact; do
        values+=("$value")
        shown+=("$value${fact:+  -- $fact}")
    done < <(_LOFTEKOLL_COMPLETE=complete_zsh _LOFTEKOLL_ORD="$asked" loftekoll 2>/dev/null)
    if (( $#values )); then
        compadd -U -V loftekoll -l -d shown -a values
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u; }
if [[ "${funcstack[1]}" == _loftekoll ]]; then
    _loftekoll "$@"
else
    compdef _loftekoll loftekoll
fi
