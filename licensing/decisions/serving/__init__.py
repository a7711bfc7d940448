"""Service of letters (送达): what begins a limit against somebody begins it when it has reached them."""
