"""How JupyterLab, opened by `cbf lab`, hears from kernels: at once."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection to a kernel, whose small messages don't wait for one another.

    Usually a server sends "busy" and then holds the answer back until the browser has acknowledged that (Nagle's algorithm with delayed acknowledgement),
    which takes up to 40 ms: too long while a slider moves.

    Examples
    --------
    >>> PromptConnection.__mro__[1].__name__
    'ZMQChannelsWebsocketConnection'
    """

    def connect(self) -> Any:
        """Connect, and let what is sent go off at once."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
