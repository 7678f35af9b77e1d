"""DASD in plain PyTorch on transformers' CLIP, written from the paper; equations are the paper's.

Captions come padded to the context; with CLIP's causal mask nothing before a caption's end depends on what comes after.
"""
import torch
import torch.nn.functional as F
from torch import nn


class Disentangled(nn.Module):
    """A semantic branch's adapter, equation 4, and a norm."""

    def __init__(self, width, bottleneck):
        super().__init__()
        self.adapter = nn.ModuleDict({"down": nn.Linear(width, bottleneck), "up": nn.Linear(bottleneck, width)})
        self.norm = nn.LayerNorm(width)

    def forward(self, h):
        return self.norm(h + self.adapter["up"](F.relu(self.adapter["down"](h))))


class Related(Disentangled):
    """Equation 5: the end position's hidden state, projected."""

    def __init__(self, width, bottleneck, projection):
        super().__init__(width, bottleneck)
        self.projection = nn.Parameter(torch.randn(width, projection) * width ** -0.5)

    def forward(self, h, ends):
        return super().forward(h)[torch.arange(len(ends)), ends] @ self.projection


class Agnostic(Disentangled):
    """The mean over the caption's own positions."""

    def forward(self, h, ends):
        own = (torch.arange(h.shape[1])[None] <= ends[:, None]).to(h.dtype)[..., None]
        return (super().forward(h) * own).sum(1) / own.sum(1)


class DynamicAdapter(nn.Module):
    """Equations 9 and 13."""

    def __init__(self, width, rank, between):
        super().__init__()
        self.rank = rank
        self.generate = nn.Linear(between, rank * rank)
        self.down = nn.Linear(width, rank)
        self.up = nn.Linear(rank, width)

    def forward(self, x, z):
        return x + self.up(F.relu(self.down(x) @ self.generate(z).view(-1, self.rank, self.rank)))


class DASD(nn.Module):
    """The target-language text encoder. `clip`, a frozen CLIPModel, is not among its modules, so that it is not trained."""

    def __init__(self, clip, vocabulary, embedding=768, bottleneck=256, rank=32, between=256):
        super().__init__()
        text, projection = clip.config.text_config, clip.config.projection_dim
        width = text.hidden_size
        self.frozen = [clip]
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.embedding_linear = nn.Linear(embedding, width)
        self.related = Related(width, bottleneck, projection)
        self.agnostic = Agnostic(width, bottleneck)
        self.generator = nn.ModuleDict({"global": nn.Linear(projection + width, between)})
        self.layers = nn.ModuleList([DynamicAdapter(width, rank, between) for _ in range(text.num_hidden_layers)])

    def forward(self, token_ids, ends):
        """-> semantic-related [batch, projection] and -agnostic features [batch, width], target features [batch, projection]"""
        clip = self.frozen[0]
        tower = clip.text_model

        def layer(index, x):
            return tower.encoder.layers[index](x, attention_mask=None, is_causal=True)

        positions = tower.embeddings.position_embedding.weight[:token_ids.shape[1]]
        x = self.embedding_linear(self.embedding(token_ids)) + positions
        h = layer(0, x)
        related, agnostic = self.related(h, ends), self.agnostic(h, ends)
        z = self.generator["global"](torch.cat([related, agnostic], -1))  # equation 8
        z = z * torch.sigmoid(1.702 * z)
        for index, adapter in enumerate(self.layers):
            # The disentangling's layer has the same input and the same weights.
            x = adapter(h if index == 0 else layer(index, x), z)
        x = tower.final_layer_norm(x[torch.arange(len(ends)), ends])
        return related, agnostic, clip.text_projection(x)


class Discriminator(nn.Module):
    """Tells a caption's own feature from another's."""

    def __init__(self, width, projection, hidden):
        super().__init__()
        sizes = [width + projection, *hidden, 1]
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, agnostic, feature):
        y = torch.cat([agnostic, feature], -1)
        for layer in self.layers[:-1]:
            y = torch.tanh(layer(y))
        return self.layers[-1](y).squeeze(-1)


def told(logit, target):
    return F.binary_cross_entropy_with_logits(logit, torch.full_like(logit, target))


def contrast(visual, target, temperature):
    """Equation 15, in both directions."""
    logits = F.normalize(visual, dim=-1) @ F.normalize(target, dim=-1).T / temperature
    own = torch.arange(len(logits))
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2


class Trainer:
    """The model, the discriminator, and an Adam for each. `bf16` lets torch.autocast choose where to use it."""

    def __init__(self, model, discriminator, rate, consistency=0.1, adversarial=0.001, temperature=0.01, bf16=False):
        self.model, self.discriminator, self.bf16 = model, discriminator, bf16
        self.weights, self.temperature = (consistency, adversarial), temperature
        self.optimizer = torch.optim.Adam(model.parameters(), lr=rate)
        self.critic = torch.optim.Adam(discriminator.parameters(), lr=rate)

    def step(self, token_ids, ends, source, another, visual=None):
        """One step, cross-modal where there are visual features, else cross-lingual. -> the terms of the loss"""
        with self.precision():
            related, agnostic, target = self.model(token_ids, ends)
            still = agnostic.detach()
            discrimination = (
                told(self.discriminator(still, source), 1.0) + told(self.discriminator(still, another), 0.0)) / 2
        self.critic.zero_grad()
        discrimination.backward()  # equation 7
        self.critic.step()

        with self.precision():
            if visual is None:
                name, main = "crosslingual_mse", F.mse_loss(target, source)  # equation 14
            else:
                name, main = "crossmodal_nce", contrast(visual, target, self.temperature)
            consistency = F.l1_loss(related, source)  # equation 6
            adversarial = told(self.discriminator(agnostic, source), 0.0)
            total = main + self.weights[0] * consistency + self.weights[1] * adversarial  # equation 16
        self.optimizer.zero_grad()
        total.backward()
        self.optimizer.step()
        return {name: main, "semantic_consistency_l1": consistency, "adversarial": adversarial,
                "discriminator": discrimination, "total": total}

    def precision(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.bf16)
